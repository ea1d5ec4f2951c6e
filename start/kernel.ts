import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/exceptions/handler'))

/** Every request, matched or not. Files, probes and calls for jobs are answered here, before a session is opened. */
server.use([
  () => import('#core/middleware/request_context_middleware'),
  () => import('#core/middleware/security_headers_middleware'),
  () => import('#core/middleware/static_files_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  () => import('#core/health/health_middleware'),
  () => import('#jobs/middleware/job_calls_middleware'),
  () => import('#core/middleware/inertia_middleware'),
])

/** Requests that match a route. */
router.use([
  () => import('#core/middleware/body_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
])

export const middleware = router.named({
  requireUser: () => import('#identity/middleware/require_user_middleware'),
})
