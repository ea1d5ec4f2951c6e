import { Gate } from '#tests/support/upstream/gate'

/** Token counts and cost as OpenRouter reports them; cost in US dollars. */
export interface ScriptedUsage {
  promptTokens?: number
  completionTokens?: number
  cachedTokens?: number
  reasoningTokens?: number
  cost?: number
}

export interface ScriptedError {
  message?: string
  /** `error.metadata.error_type`, for example `context_length_exceeded`. */
  errorType?: string
  metadata?: Record<string, unknown>
}

/** One thing the upstream does while it answers a request. */
export type Step =
  | { type: 'tokens'; tokens: Iterable<string | (() => string)>; everyMs: number }
  | { type: 'reasoning'; text: string }
  | { type: 'source'; url: string; title?: string }
  | { type: 'image'; url: string }
  | { type: 'comment'; text: string }
  | { type: 'bytes'; data: string }
  | { type: 'wait'; ms: number }
  | { type: 'stall' }
  | { type: 'cutAfterBytes'; bytes: number }
  | { type: 'endWithoutFinish' }
  | { type: 'toolCall'; name: string; input: object }
  | {
      type: 'errorStatus'
      status: number
      headers: Record<string, string>
      /** Instead of what the provider would say. */
      body: unknown
      error: ScriptedError
    }
  | { type: 'midStreamError'; code: number | string; error: ScriptedError }
  | { type: 'finish'; reason: string; usage: ScriptedUsage | null; closes: boolean }
  | Gate

export const text = (value: string): Step => ({ type: 'tokens', tokens: [value], everyMs: 0 })

/** Content deltas, one chunk each, paced on an absolute schedule so that the rate does not drift. */
export const tokens = (
  values: Iterable<string | (() => string)>,
  { everyMs = 0 }: { everyMs?: number } = {}
): Step => ({ type: 'tokens', tokens: values, everyMs })

export const reasoning = (value = 'Let me think.'): Step => ({ type: 'reasoning', text: value })

export const source = (url: string, title?: string): Step => ({ type: 'source', url, title })

/** An image in the answer, as a data or https URL. */
export const image = (url: string): Step => ({ type: 'image', url })

export const comment = (value = 'OPENROUTER PROCESSING'): Step => ({ type: 'comment', text: value })

export const wait = (ms: number): Step => ({ type: 'wait', ms })

/** Keeps the connection open and says nothing more. */
export const stall = (): Step => ({ type: 'stall' })

/**
 * Destroys the socket once this many body bytes have been sent, counted from the start of the
 * body, even in the middle of a chunk. Put it before the steps that it shall cut.
 */
export const cutAfterBytes = (bytes: number): Step => ({ type: 'cutAfterBytes', bytes })

/** Destroys the socket here. */
export const cut = (): Step => cutAfterBytes(0)

export const malformedChunk = (data = '{"id":"gen-1","choices":[{"del'): Step => ({
  type: 'bytes',
  data: `data: ${data}\n\n`,
})

/** Exactly these bytes of the event stream. */
export const bytes = (data: string): Step => ({ type: 'bytes', data })

/** Ends the stream properly, but without finish chunk, usage or `[DONE]`. */
export const endWithoutFinish = (): Step => ({ type: 'endWithoutFinish' })

/** A whole call of a tool. */
export const toolCall = (name: string, input: object): Step => ({ type: 'toolCall', name, input })

/** An answer that fails before its first token: a JSON error body with an HTTP status. */
export function errorStatus(
  status: number,
  {
    headers = {},
    body,
    ...error
  }: ScriptedError & { headers?: Record<string, string>; body?: unknown } = {}
): Step {
  const message = error.message ?? `Upstream said ${status}`
  return { type: 'errorStatus', status, headers, body, error: { ...error, message } }
}

/** A failure after the headers: HTTP 200 and an error inside the event stream. */
export const midStreamError = (code: number | string = 502, error: ScriptedError = {}): Step => ({
  type: 'midStreamError',
  code,
  error,
})

/**
 * Finish chunk, usage chunk, `[DONE]`. `usage: null` leaves the usage chunk out;
 * `closes: false` keeps the connection open after `[DONE]`, as some servers do.
 */
export const finish = ({
  reason = 'stop',
  usage = {},
  closes = true,
}: { reason?: string; usage?: ScriptedUsage | null; closes?: boolean } = {}): Step => ({
  type: 'finish',
  reason,
  usage,
  closes,
})

/** A gate: the script waits here until the test calls `release()`. */
export const hold = (): Gate => new Gate()
