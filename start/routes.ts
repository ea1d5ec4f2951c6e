import guests from '#config/guests'
import {
  limitBootstrap,
  limitGuestsByAddress,
  limitGuestsByCookie,
  limitSignOut,
} from '#start/limiter'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

const BootstrapController = () => import('#chat/controllers/bootstrap_controller')
const ChatPageController = () => import('#chat/controllers/chat_page_controller')
const FramesController = () => import('#chat/controllers/frames_controller')
const GuestsController = () => import('#identity/controllers/guests_controller')
const SignOutController = () => import('#identity/controllers/sign_out_controller')
const SocketController = () => import('#sync/controllers/socket_controller')

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
router.get('/frames/:kind', [FramesController, 'show']).where('kind', /^(diagram|image)$/)
router
  .get('/bootstrap', [BootstrapController, 'show'])
  .use([limitBootstrap, middleware.requireUser()])

router.get('/sync', [SocketController, 'handle'])
