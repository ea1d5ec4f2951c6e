import { ServerResponse, type IncomingMessage, type Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import { HttpContext } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import { Exception } from '@adonisjs/core/exceptions'
import { limits } from '#shared/limits'
import { closeCodes } from '#shared/protocol/server_frames'
import { AddressGate } from '#sync/transport/address_gate'
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Completes the upgrade of this request. Throws 426 when it asked for none. */
    acceptWebSocket(): Promise<WebSocket>
  }
}

type NodeServer = Pick<HttpServer, 'on'>

const CLOSING_TIME = 500
const ignore = () => {}

/**
 * WebSockets through the ordinary router: an upgrade request runs its middleware and its controller like any other request,
 * and a refusal is an ordinary answer.
 */
export default class WsProvider {
  readonly #upgrades = new WeakMap<IncomingMessage, { socket: Socket; head: Buffer }>()
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    // Not in the types yet. A peer that ignores the closing handshake is cut off.
    closeTimeout: 5_000,
  } as ServerOptions)

  #isClosing = false

  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const accept = (context: HttpContext) => this.#accept(context)
    HttpContext.macro('acceptWebSocket', function (this: HttpContext) {
      return accept(this)
    })
  }

  /** Attaches to every Node server the application is given, before it listens; tests make their own. */
  async boot(): Promise<void> {
    const server = await this.app.container.make('server')
    const setNodeServer = server.setNodeServer.bind(server)
    server.setNodeServer = (nodeServer) => {
      setNodeServer(nodeServer)
      this.#attach(nodeServer)
    }
  }

  ready(): void {
    // terminating(), not shutdown(): the HTTP server's close comes between and waits for these sockets.
    this.app.terminating(() => this.#closeAll())
  }

  #attach(nodeServer: NodeServer): void {
    nodeServer.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      // A reset before ws has taken over must not end the process.
      socket.on('error', ignore)
      this.#upgrade(request, socket, head).catch(() => socket.destroy())
    })
  }

  async #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const server = await this.app.container.make('server')
    const gate = await this.app.container.make(AddressGate)
    const response = new ServerResponse(request)
    const address = addressOf(() => server.createRequest(request, response).ip(), socket)
    if (this.#isClosing) return refuseRaw(socket, '503 Service Unavailable', 5)
    if (!gate.enter(address)) return refuseRaw(socket, '429 Too Many Requests', 60)
    socket.once('close', () => gate.leave(address))
    response.assignSocket(socket)
    response.shouldKeepAlive = false
    response.on('finish', () => response.socket?.end())
    this.#upgrades.set(request, { socket, head })
    await server.handle(request, response)
  }

  #accept({ request: { request }, response: { response } }: HttpContext): Promise<WebSocket> {
    const upgrade = this.#upgrades.get(request)
    if (!upgrade) {
      throw new Exception('This address takes WebSockets only.', {
        status: 426,
        code: 'E_UPGRADE_REQUIRED',
      })
    }
    this.#upgrades.delete(request)
    const { socket, head } = upgrade
    response.detachSocket(socket)
    return new Promise((resolve) => {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        // Without a listener, a broken frame would end the process.
        webSocket.on('error', ignore)
        resolve(webSocket)
        // The response never finishes by itself now. Whoever waits for that hangs on the socket and would keep the
        // request and its context in memory for as long as the socket lives.
        response.statusCode = 101
        response.emit('finish')
      })
    })
  }

  async #closeAll(): Promise<void> {
    this.#isClosing = true
    const { clients } = this.#sockets
    if (clients.size === 0) return
    for (const client of clients) client.close(closeCodes.goingAway)
    const deadline = Date.now() + CLOSING_TIME
    while (clients.size > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    for (const client of clients) client.terminate()
  }
}

/** The client's address behind trusted proxies; the peer's where the request is too malformed to ask. */
function addressOf(ip: () => string, socket: Socket): string {
  try {
    return ip()
  } catch {
    return socket.remoteAddress ?? ''
  }
}

/** Costs next to nothing: no request object, no session, no log line. */
function refuseRaw(socket: Socket, status: string, retryAfter: number): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: ${retryAfter}\r\nContent-Length: 0\r\n\r\n`
  )
  socket.destroySoon()
}
