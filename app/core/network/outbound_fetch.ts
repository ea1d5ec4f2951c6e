import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

import { AddressRefusedError, type AddressGuard } from '#core/network/address_guard'
import { limitedBody } from '#core/network/limited_body'

export interface OutboundOptions {
  /** Name lookup and TLS included. Milliseconds. */
  connectTimeoutMs: number
  /** Largest body of an answer with a 2xx status, in bytes. */
  maxBytes: number
  /** Largest body of any other answer, in bytes. */
  maxErrorBytes: number
  /** What a connection that was not made in time rejects with. */
  timeoutError: () => Error
  /** Checks where the request goes; absent only for addresses that the operator configured. */
  guard?: AddressGuard
}

/** Idle connections go before servers usually close them (5 s), so that a request never meets a closing one. */
const IDLE_CONNECTION_MS = 4_000

/**
 * A `fetch` for servers outside, on node:http. The global fetch has no way to set the time to connect or to pin an address,
 * follows redirects with the key in hand, and reads without limit. This one follows none: a 3xx is an answer like any other.
 *
 * @throws AddressRefusedError when the guard does not allow the address
 */
export function createOutboundFetch(options: OutboundOptions): typeof globalThis.fetch {
  const { connectTimeoutMs, timeoutError, guard } = options
  const agentOptions = { keepAlive: true, timeout: IDLE_CONNECTION_MS }
  const plain = { send: httpRequest, agent: new HttpAgent(agentOptions), connected: 'connect' }
  const secure = {
    send: httpsRequest,
    agent: new HttpsAgent(agentOptions),
    connected: 'secureConnect',
  }

  return (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = new URL(String(input))
    const { send, agent, connected } = url.protocol === 'https:' ? secure : plain

    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const refusal = guard?.refusalOf(url.origin)
      if (refusal) throw new AddressRefusedError(refusal)
      const outgoing = send(url, {
        method,
        agent,
        lookup: guard?.lookup,
        headers: Object.fromEntries(new Headers(headers)),
      })
      const abort = () => outgoing.destroy(signal?.reason)
      const connecting = setTimeout(() => outgoing.destroy(timeoutError()), connectTimeoutMs)
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
      outgoing.once('response', (incoming) => resolve(toResponse(incoming, options)))
      outgoing.end(body)
    })
  }
}

function toResponse(incoming: IncomingMessage, options: OutboundOptions): Response {
  const { maxBytes, maxErrorBytes } = options
  // Response refuses statuses that no server should send.
  const given = incoming.statusCode ?? 502
  const status = given >= 200 && given <= 599 ? given : 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const hasBody = status !== 204 && status !== 205 && status !== 304
  if (!hasBody) incoming.resume()
  const limit = status < 300 ? maxBytes : maxErrorBytes
  return new Response(hasBody ? limitedBody(incoming, limit) : null, { status, headers })
}
