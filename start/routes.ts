import guests from '#config/guests'
import {
  limitBootstrap,
  limitGuestsByAddress,
  limitGuestsByCookie,
  limitSignOut,
  limitUploads,
  limitTemporaryAnswers,
} from '#start/limiter'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

const BootstrapController = () => import('#chat/controllers/bootstrap_controller')
const ChatPageController = () => import('#chat/controllers/chat_page_controller')
const FilesController = () => import('#files/controllers/files_controller')
const FramesController = () => import('#chat/controllers/frames_controller')
const GuestsController = () => import('#identity/controllers/guests_controller')
const SignOutController = () => import('#identity/controllers/sign_out_controller')
const TemporaryAnswersController = () => import('#chat/temporary/temporary_answers_controller')
const SocketController = () => import('#sync/controllers/socket_controller')
const UploadsController = () => import('#files/controllers/uploads_controller')

router.get('/', async ({ auth, inertia }) =>
  inertia.render('home', {
    isSignedIn: await auth.use('web').check(),
    guestsAllowed: guests.isOpen,
  })
)
router.post('/guests', [GuestsController, 'store']).use([limitGuestsByAddress, limitGuestsByCookie])
router.post('/sign-out', [SignOutController, 'handle']).use(limitSignOut)

router.get('/chat', [ChatPageController, 'show']).as('chat')
router.get('/chat/:id', [ChatPageController, 'show']).as('chat.open')
router.get('/shell', [ChatPageController, 'show']).as('shell')

/** Like the chats the same for everybody: what these show is on the device. */
router.on('/settings').renderInertia('settings/index', {})
router.on('/settings/appearance').renderInertia('settings/appearance', {})
router.on('/settings/device').renderInertia('settings/device', {})
router
  .group(() => {
    router.on('/settings/account').renderInertia('settings/account', {})
    router.on('/settings/keys').renderInertia('settings/keys', {})
    router.on('/usage').renderInertia('usage', {})
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
router.get('/files/:id', [FilesController, 'show']).use(middleware.requireUser())
router
  .post('/temporary-answers', [TemporaryAnswersController, 'store'])
  .use([middleware.requireUser(), limitTemporaryAnswers])

router.get('/sync', [SocketController, 'handle'])
