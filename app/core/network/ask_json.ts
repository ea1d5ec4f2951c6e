import { AddressRefusedError } from '#core/network/address_guard'

export interface JsonQuestion {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** For the whole exchange, in milliseconds. */
  timeoutMs: number
}

/** How a server outside took a question. Never holds its words: an error may repeat the key it was asked with. */
export type JsonAnswer =
  /** A 2xx status; `body` is undefined when it was no JSON. */
  | { type: 'answered'; body: unknown }
  /** A 3xx status. Nobody follows it. */
  | { type: 'redirected' }
  /** Any other status; `body` serves to tell causes apart and goes nowhere else. */
  | { type: 'refused'; status: number; body: unknown }
  /** No connection, no answer in time, or one that broke off or was too large. */
  | { type: 'unreachable'; reason: 'timeout' | 'connection' }
  /** The guard does not allow the address. */
  | { type: 'not_allowed' }

/** Asks one question with a bounded answer in bounded time. Expected failures are answers; it never throws. */
export async function askJson(
  fetch: typeof globalThis.fetch,
  url: string,
  { method = 'GET', headers = {}, body, timeoutMs }: JsonQuestion
): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  const json = body === undefined ? undefined : JSON.stringify(body)
  const contentType: Record<string, string> = json ? { 'content-type': 'application/json' } : {}
  try {
    const response = await fetch(url, {
      method,
      body: json,
      signal,
      headers: { accept: 'application/json', ...contentType, ...headers },
    })
    const text = await response.text()
    if (response.ok) return { type: 'answered', body: parse(text) }
    if (response.status < 400) return { type: 'redirected' }
    return { type: 'refused', status: response.status, body: parse(text) }
  } catch (error) {
    if (error instanceof AddressRefusedError) return { type: 'not_allowed' }
    return { type: 'unreachable', reason: signal.aborted ? 'timeout' : 'connection' }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
