import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { closeCodes } from '#shared/protocol/server_frames'
import { isOwnOrigin } from '#sync/transport/origin_rule'
import { SocketServices } from '#sync/transport/socket_services'
import { SocketSession } from '#sync/transport/socket_session'

/** `GET /sync`: the one socket of a browser. Every refusal is plain HTTP, before the upgrade. */
@inject()
export default class SocketController {
  constructor(private readonly services: SocketServices) {}

  async handle(context: HttpContext) {
    const { auth, request, session } = context
    const { sockets, log, config } = this.services
    if (!isOwnOrigin(request.header('origin'), request.header('host'), appUrl)) {
      return refuse(context, 403, 'ORIGIN', 'This page may not open a socket here.')
    }
    await auth.check()
    const user = auth.user
    if (!user) return refuse(context, 401, 'SIGNED_OUT', 'Sign in first.')
    if (user.suspendedAt) return refuse(context, 403, 'SUSPENDED', 'This account is suspended.')
    const isFull = () => sockets.countOf(user.id) >= config.sockets.perUser
    if (isFull()) return refuse(context, 429, 'TOO_MANY_SOCKETS', 'Close some tabs first.')

    const store = await log.storeOf(user.id)
    // A worker of the person who was signed in here before holds their events: they must not end up in this log.
    const wanted: unknown = request.qs().store
    if (wanted !== undefined && wanted !== store.id) {
      return refuse(context, 403, 'OTHER_STORE', 'This session has no such store.')
    }
    const owner = { userId: user.id, sessionId: session.sessionId }
    const socket = await context.acceptWebSocket()
    // Others may have come in while this one was being opened.
    if (isFull()) return socket.close(closeCodes.tooManySockets)
    new SocketSession(socket, owner, this.services).open(store)
  }
}

function refuse({ response }: HttpContext, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } })
}
