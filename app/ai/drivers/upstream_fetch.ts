import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

import { ModelError } from '#ai/model_error'

/** Idle connections go before servers usually close them (5 s), so that a request never meets a closing one. */
const IDLE_CONNECTION_MS = 4_000
/** An answer is below a megabyte of text; its event stream is some thirty times that at the very most. */
const MAX_ANSWER_BYTES = 64_000_000
const MAX_ERROR_BYTES = 64_000

/**
 * A `fetch` for one POST to a model provider on node:http. The global fetch has no way to set the time to connect,
 * follows redirects with the key in hand, and reads without limit.
 */
export function createUpstreamFetch(connectTimeoutMs: number): typeof globalThis.fetch {
  const agentOptions = { keepAlive: true, timeout: IDLE_CONNECTION_MS }
  const plain = { send: httpRequest, agent: new HttpAgent(agentOptions), connected: 'connect' }
  const secure = {
    send: httpsRequest,
    agent: new HttpsAgent(agentOptions),
    connected: 'secureConnect',
  }

  return (input, { headers, body, signal } = {}) => {
    const url = new URL(String(input))
    const { send, agent, connected } = url.protocol === 'https:' ? secure : plain

    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const outgoing = send(url, {
        method: 'POST',
        agent,
        headers: Object.fromEntries(new Headers(headers)),
      })
      const abort = () => outgoing.destroy(signal?.reason)
      const giveUp = () =>
        outgoing.destroy(
          new ModelError('TIMEOUT', {
            detail: 'The provider did not accept the connection in time',
          })
        )
      const connecting = setTimeout(giveUp, connectTimeoutMs)
      const stopConnecting = () => clearTimeout(connecting)

      signal?.addEventListener('abort', abort, { once: true })
      outgoing.once('socket', (socket) => {
        if (outgoing.reusedSocket) stopConnecting()
        else socket.once(connected, stopConnecting)
      })
      outgoing.once('close', () => {
        stopConnecting()
        signal?.removeEventListener('abort', abort)
      })
      outgoing.on('error', reject)
      outgoing.once('response', (incoming) => resolve(toResponse(incoming)))
      outgoing.end(body)
    })
  }
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502
  const isOk = status >= 200 && status < 300
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const body = isOk
    ? limitedBody(incoming, MAX_ANSWER_BYTES)
    : limitedBody(incoming, MAX_ERROR_BYTES)
  const hasBody = status !== 204 && status !== 205 && status !== 304
  if (!hasBody) incoming.resume()
  return new Response(hasBody ? body : null, {
    status,
    statusText: incoming.statusMessage,
    headers,
  })
}

/** The body as a web stream with backpressure; beyond `limit` bytes the connection is closed and the body fails. */
function limitedBody(incoming: IncomingMessage, limit: number): ReadableStream<Uint8Array> {
  let received = 0
  // A reader may leave between the last byte and its `end`; a closed controller throws on everything.
  let isOpen = true
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (data: Buffer) => {
        if (!isOpen) return
        received += data.length
        if (received > limit) {
          incoming.destroy(new Error(`The provider sent more than ${limit} bytes`))
          return
        }
        controller.enqueue(data)
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
      })
      incoming.once('end', () => {
        if (isOpen) controller.close()
        isOpen = false
      })
      incoming.on('error', (error) => {
        if (isOpen) controller.error(error)
        isOpen = false
      })
      incoming.pause()
    },
    pull() {
      incoming.resume()
    },
    cancel() {
      isOpen = false
      incoming.destroy()
    },
  })
}
