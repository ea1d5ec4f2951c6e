import '#start/key_routes'
import accounts from '#config/accounts'
import guests from '#config/guests'
import {
  limitAccount,
  limitAccountPages,
  limitBootstrap,
  limitGuestsByAddress,
  limitGuestsByCookie,
  limitPassages,
  limitSignOut,
  limitUploads,
  limitTemporaryAnswers,
} from '#start/limiter'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

const AccountController = () => import('#identity/controllers/account_controller')
const AccountEmailsController = () => import('#identity/controllers/account_emails_controller')
const AccountPasswordsController = () =>
  import('#identity/controllers/account_passwords_controller')
const BootstrapController = () => import('#chat/controllers/bootstrap_controller')
const ChatPageController = () => import('#chat/controllers/chat_page_controller')
const DirectUploadsController = () => import('#files/controllers/direct_uploads_controller')
const FilesController = () => import('#files/controllers/files_controller')
const ConfirmationsController = () => import('#identity/controllers/confirmations_controller')
const FramesController = () => import('#chat/controllers/frames_controller')
const ForgottenPasswordsController = () =>
  import('#identity/controllers/forgotten_passwords_controller')
const GuestsController = () => import('#identity/controllers/guests_controller')
const PasswordResetsController = () => import('#identity/controllers/password_resets_controller')
const PassagesController = () => import('#rag/controllers/passages_controller')
const SessionsController = () => import('#identity/controllers/sessions_controller')
const SignInController = () => import('#identity/controllers/sign_in_controller')
const SignOutController = () => import('#identity/controllers/sign_out_controller')
const TemporaryAnswersController = () => import('#chat/temporary/temporary_answers_controller')
const SignUpController = () => import('#identity/controllers/sign_up_controller')
const SocketController = () => import('#sync/controllers/socket_controller')
const UsageController = () => import('#metering/controllers/usage_controller')
const UploadsController = () => import('#files/controllers/uploads_controller')

router.get('/', async ({ auth, inertia }) =>
  inertia.render('home', {
    isSignedIn: await auth.use('web').check(),
    guestsAllowed: guests.isOpen,
    signUp: accounts.signUp,
  })
)
router.post('/guests', [GuestsController, 'store']).use([limitGuestsByAddress, limitGuestsByCookie])
router.post('/sign-out', [SignOutController, 'handle']).use(limitSignOut)

router
  .group(() => {
    router.get('/sign-in', [SignInController, 'show'])
    router.post('/sign-in', [SignInController, 'store'])
    router.get('/sign-up', [SignUpController, 'show'])
    router.get('/sign-up/:token', [SignUpController, 'show']).as('sign_up.invited')
    router.post('/sign-up', [SignUpController, 'store'])
    router.get('/forgot-password', [ForgottenPasswordsController, 'show'])
    router.post('/forgot-password', [ForgottenPasswordsController, 'store'])
    router.get('/reset-password/:token', [PasswordResetsController, 'show'])
    router.post('/reset-password/:token', [PasswordResetsController, 'store'])
    router.get('/verify/:token', [ConfirmationsController, 'show'])
    router.post('/verify/:token', [ConfirmationsController, 'store'])
  })
  .use(limitAccountPages)

router
  .group(() => {
    router.get('/settings/account', [AccountController, 'show'])
    router.patch('/account', [AccountController, 'rename'])
    router.post('/account/password', [AccountPasswordsController, 'update'])
    router.post('/account/email', [AccountEmailsController, 'update'])
    router.post('/account/confirmation', [ConfirmationsController, 'resend'])
    router.delete('/account/sessions', [SessionsController, 'destroyOthers'])
    router.delete('/account/sessions/:id', [SessionsController, 'destroy'])
  })
  .use([limitAccount, middleware.requireUser()])

router.get('/chat', [ChatPageController, 'show']).as('chat')
router.get('/chat/:id', [ChatPageController, 'show']).as('chat.open')
router.get('/shell', [ChatPageController, 'show']).as('shell')

/** Like the chats the same for everybody: what these show is on the device. */
router.on('/search').renderInertia('search', {})
router.on('/library').renderInertia('library', {})
router.on('/projects').renderInertia('projects', {})
router.on('/projects/:id').renderInertia('projects', {})
router.on('/settings').renderInertia('settings/index', {})
router.on('/settings/appearance').renderInertia('settings/appearance', {})
router.on('/settings/device').renderInertia('settings/device', {})
router
  .group(() => {
    router.get('/usage', [UsageController, 'show'])
  })
  .use(middleware.requireUser())

router.get('/frames/:kind', [FramesController, 'show']).where('kind', /^(diagram|image)$/)
router
  .get('/bootstrap', [BootstrapController, 'show'])
  .use([limitBootstrap, middleware.requireUser()])

router.post('/uploads', [UploadsController, 'handle']).use([limitUploads, middleware.requireUser()])
router
  .route('/uploads/:id', ['HEAD', 'PATCH', 'DELETE'], [UploadsController, 'handle'])
  .as('uploads.resume')
  .use(middleware.requireUser())
router
  .post('/direct-uploads', [DirectUploadsController, 'store'])
  .use([limitUploads, middleware.requireUser()])
router
  .post('/direct-uploads/:id/finish', [DirectUploadsController, 'finish'])
  .use([limitUploads, middleware.requireUser()])
router
  .delete('/direct-uploads/:id', [DirectUploadsController, 'destroy'])
  .use(middleware.requireUser())
router.get('/files/:id', [FilesController, 'show']).use(middleware.requireUser())
router.get('/files/:id/download', [FilesController, 'download']).use(middleware.requireUser())
router.get('/linked-files/:userId/:id', [FilesController, 'linked']).as('files.linked')
router
  .get('/documents/:id/passages', [PassagesController, 'show'])
  .use([middleware.requireUser(), limitPassages])
router
  .post('/temporary-answers', [TemporaryAnswersController, 'store'])
  .use([middleware.requireUser(), limitTemporaryAnswers])

router.get('/sync', [SocketController, 'handle'])
