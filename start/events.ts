import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import { GenerationModule } from '#chat/generation/generation_module'
import { logRequest } from '#core/logging/request_log'
import { SessionEnded } from '#identity/events/session_ended'
import { LogAppended } from '#sync/events/log_appended'
import { SocketRegistry } from '#sync/transport/socket_registry'

emitter.on('http:request_completed', logRequest)

emitter.on(SessionEnded, async ({ sessionId }) => {
  const sockets = await app.container.make(SocketRegistry)
  sockets.closeSession(sessionId)
})

/** What the log accepted decides what is generated. */
emitter.on(LogAppended, [GenerationModule, 'onLogAppended'])
