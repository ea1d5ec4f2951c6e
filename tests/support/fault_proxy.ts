import { existsSync, readFileSync, statSync } from 'node:fs'
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { Duplex } from 'node:stream'
import { Pipe } from '#tests/support/proxy_pipe'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

interface FaultProxyOptions {
  /** Where the server is. */
  target: string
  /** Served below `/harness/`. */
  harness?: string
}

/**
 * The network between browsers and the server, as bad as a test wants it. Browsers talk to nothing else; Host and Origin pass
 * unchanged, so that the server sees pages of its own.
 */
export class FaultProxy {
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  #port = 0
  #isOffline = false
  #delayMs = 0
  #dropPushed = 0
  readonly #dropped: (() => void)[] = []
  readonly #rewrites = new Map<string, (text: string) => string>()

  private constructor(private readonly options: FaultProxyOptions) {
    this.#server = createServer((request, response) => this.#forward(request, response))
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#tunnel(request, socket, head)
    )
    this.#server.on('connection', (socket) => this.#track(socket))
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options)
    await proxy.#listen()
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get isOffline(): boolean {
    return this.#isOffline
  }

  /** Ends every connection and refuses new ones. */
  async offline(): Promise<void> {
    if (this.#isOffline) return
    this.#isOffline = true
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.cut()
    await closed
  }

  async online(): Promise<void> {
    if (!this.#isOffline) return
    this.#isOffline = false
    await this.#listen()
  }

  /** Ends every connection, once. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** What comes over a WebSocket from now on takes this much longer, each way. */
  delay(milliseconds: number): void {
    this.#delayMs = milliseconds
  }

  /**
   * The next `pushed` frame from the server is lost, and the connection with it: events are stored, and their device does not
   * know. Resolves when that has happened.
   */
  dropNextAcknowledgement(): Promise<void> {
    this.#dropPushed++
    return new Promise((resolve) => this.#dropped.push(resolve))
  }

  /** Lets the next acknowledgements through again, when none has come. */
  keepAcknowledgements(): void {
    this.#dropPushed = 0
    for (const resolve of this.#dropped.splice(0)) resolve()
  }

  /** Text that is served at this path is another one from now on, as after an update of the server. */
  rewrite(path: string, change: (text: string) => string): void {
    this.#rewrites.set(path, change)
  }

  async close(): Promise<void> {
    await this.offline()
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port
        this.#server.off('error', reject)
        resolve()
      })
    })
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#sockets.delete(socket))
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/harness/')) {
      void this.#serveHarness(request.url, response)
      return
    }
    const change = this.#rewrites.get(request.url ?? '')
    if (change) return void rewritten(new URL(request.url!, this.options.target), change, response)
    const { method, url, headers } = request
    const outgoing = httpRequest(
      new URL(url ?? '/', this.options.target),
      { method, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      }
    )
    // A server that is down looks like a server that is down, not like a 502.
    outgoing.on('error', () => response.destroy())
    response.once('close', () => outgoing.destroy())
    request.pipe(outgoing)
  }

  #tunnel(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const { hostname, port } = new URL(this.options.target)
    const server: Socket = connect(Number(port), hostname)
    this.#track(server)
    server.setNoDelay(true)
    const { method, url, rawHeaders } = request
    const lines = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []
    )
    server.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
    if (head.length > 0) server.write(head)
    const delay = () => this.#delayMs
    const upwards = new Pipe(server, delay)
    const downwards = new Pipe(client, delay)
    client.on('data', (chunk: Buffer) => upwards.write(chunk))
    server.on('data', (chunk: Buffer) => {
      if (this.#losesAcknowledgement(chunk)) return client.destroy()
      downwards.write(chunk)
    })
    client.once('close', () => server.destroy())
    server.once('close', () => downwards.end())
  }

  /** Frames from the server are unmasked and small ones are written in one piece, so their text can be found in the bytes. */
  #losesAcknowledgement(chunk: Buffer): boolean {
    if (this.#dropPushed === 0 || !chunk.includes('"type":"pushed"')) return false
    this.#dropPushed--
    this.#dropped.shift()?.()
    return true
  }

  async #serveHarness(url: string, response: ServerResponse): Promise<void> {
    // The configuration wants a booted application, which nobody needs who serves no harness.
    const { securityHeaders } = await import('#config/security_headers')
    const path = normalize(new URL(url, 'http://proxy').pathname.slice('/harness/'.length))
    const file = join(this.options.harness ?? '', path || 'index.html')
    const isFile = !path.startsWith('..') && existsSync(file) && statSync(file).isFile()
    response.writeHead(isFile ? 200 : 404, {
      ...securityHeaders,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    })
    response.end(isFile ? readFileSync(file) : undefined)
  }
}

/** What describes the bytes that were and not those that are sent. */
const OF_BYTES =
  /^(content-encoding|content-length|transfer-encoding|connection|etag|last-modified)$/

async function rewritten(url: URL, change: (text: string) => string, response: ServerResponse) {
  const answer = await fetch(url)
  const headers = [...answer.headers].filter(([name]) => !OF_BYTES.test(name))
  response.writeHead(answer.status, Object.fromEntries(headers))
  response.end(change(await answer.text()))
}
