import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { benchScript, echoScript, titleScript } from '#tests/support/upstream/default_scripts'
import { ProviderApi } from '#tests/support/upstream/provider_api'
import { RecordedRequest, type ChatRequestBody } from '#tests/support/upstream/recorded_request'
import { formatAt } from '#tests/support/upstream/wire_formats'
import { StepPlayer } from '#tests/support/upstream/step_player'
import type { Step } from '#tests/support/upstream/steps'

export type Script = (request: RecordedRequest) => Iterable<Step> | AsyncIterable<Step>

const MAX_BODY_BYTES = 20_000_000
const MAX_REQUESTS_KEPT = 2_000

/**
 * A model server for tests: the wire formats of OpenRouter, Anthropic and Google over loopback HTTP, able to fail on command.
 * Each request takes the next enqueued script, else the standing script, else the echo.
 * Title requests never consume those; `scriptTitles` changes their answer.
 */
export class ScriptableUpstream {
  /** Newest last; the oldest are dropped beyond two thousand. */
  readonly requests: RecordedRequest[] = []
  /** Everything of providers that is no answer: keys, lists of models, the way to connect. */
  readonly providers = new ProviderApi()
  #server: Server
  #queue: Script[] = []
  #script: Script = echoScript
  #titleScript: Script = titleScript
  #arrivals = 0
  #arrived = new EventEmitter()

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy())
    })
    this.#server.requestTimeout = 0
  }

  static async start({ port = 0 }: { port?: number } = {}): Promise<ScriptableUpstream> {
    const upstream = new ScriptableUpstream()
    await new Promise<void>((resolve, reject) => {
      upstream.#server.once('error', reject)
      upstream.#server.listen(port, '127.0.0.1', resolve)
    })
    return upstream
  }

  /** What belongs in MODEL_BASE_URL. */
  get url(): string {
    return `${this.origin}/v1`
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The answer to every request from now on. */
  script(script: Script | Step[]) {
    this.#script = toScript(script)
  }

  /** The answer to one request; several wait in line. */
  enqueue(...scripts: (Script | Step[])[]) {
    this.#queue.push(...scripts.map(toScript))
  }

  scriptTitles(script: Script | Step[]) {
    this.#titleScript = toScript(script)
  }

  /** Requests for answers, without those for titles. */
  get answers(): RecordedRequest[] {
    return this.requests.filter(({ isTitle }) => !isTitle)
  }

  /** Forgets requests and scripts. */
  reset() {
    this.requests.length = 0
    this.providers.reset()
    this.#arrivals = 0
    this.#queue = []
    this.#script = echoScript
    this.#titleScript = titleScript
  }

  /** Resolves with the n-th request since the start or the last reset (1 is the first). */
  async waitForRequest(count = 1, timeoutMs = 5_000): Promise<RecordedRequest> {
    const deadline = Date.now() + timeoutMs
    while (this.#arrivals < count) {
      const left = deadline - Date.now()
      if (left <= 0) {
        throw new Error(
          `The upstream saw ${this.#arrivals} of ${count} requests in ${timeoutMs} ms`
        )
      }
      const signal = AbortSignal.timeout(left)
      await once(this.#arrived, 'request', { signal }).catch(() => undefined)
    }
    return this.requests[this.requests.length - 1 - (this.#arrivals - count)]
  }

  async close() {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse) {
    const path = new URL(incoming.url ?? '/', 'http://upstream').pathname
    if (await this.providers.handle(incoming, response)) return
    const wire = formatAt(path)
    if (incoming.method !== 'POST' || !wire) {
      return refuse(response, 404, `No such route: ${incoming.method} ${path}`)
    }
    const body = await readBody(incoming)
    const read = body && wire.read(path, body)
    if (!read) return refuse(response, 400, 'The body is not a chat request')

    const request = new RecordedRequest(path, incoming.headers, body, read)
    this.#record(request)
    const gone = new AbortController()
    const answer = { id: `gen-${Date.now()}-${this.#arrivals}`, model: read.model }
    const player = new StepPlayer(response, wire, answer, read.isStream, gone.signal)
    response.once('close', () => {
      gone.abort()
      request.close(!response.writableFinished && !player.hasCut)
    })
    await player.play(this.#take(request)(request))
  }

  #take(request: RecordedRequest): Script {
    if (request.isTitle) return this.#titleScript
    const bench = benchScript(request.asked.model)
    if (bench) return () => bench
    return this.#queue.shift() ?? this.#script
  }

  #record(request: RecordedRequest) {
    this.#arrivals++
    this.requests.push(request)
    if (this.requests.length > MAX_REQUESTS_KEPT) this.requests.shift()
    this.#arrived.emit('request')
  }
}

const toScript = (script: Script | Step[]): Script =>
  typeof script === 'function' ? script : () => script

function refuse(response: ServerResponse, status: number, message: string) {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error: { code: status, message } }))
}

async function readBody(incoming: IncomingMessage): Promise<ChatRequestBody | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of incoming) {
    size += part.length
    if (size > MAX_BODY_BYTES) return null
    parts.push(part)
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString())
    return typeof body === 'object' ? (body as ChatRequestBody | null) : null
  } catch {
    return null
  }
}
