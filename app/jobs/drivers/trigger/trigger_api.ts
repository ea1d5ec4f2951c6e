import { QUEUE_NAME, type Handover } from '#jobs/call_protocol'
import { createOutboundFetch } from '#core/network/outbound_fetch'
import type { TriggerConfig } from '#jobs/jobs_config'

/** What Trigger.dev is asked to run. */
export interface RunRequest {
  /** Id of the task: `Job.name`. */
  task: string
  payload: Handover
  /** Runs of one key never run together. */
  concurrencyKey: string
  /** Asked for twice with the same key is one run. */
  idempotencyKey: string
}

/** How it took the request. Never holds its words: an error may repeat the key it was asked with. */
export type RunAnswer =
  | { type: 'accepted'; runId: string }
  /** `pauseMs` is what it asked to wait, if it did. */
  | { type: 'refused'; status: number; pauseMs?: number }
  | { type: 'unreachable'; reason: 'timeout' | 'connection' }

const LIMITS = { connectTimeoutMs: 5_000, maxBytes: 64_000, maxErrorBytes: 64_000 }

/** The two calls of Trigger.dev's API that Loft needs. Each ends in bounded time, and neither throws. */
export class TriggerApi {
  readonly #fetch = createOutboundFetch({
    ...LIMITS,
    timeoutError: () => new Error('Trigger.dev was not reached in time'),
  })

  constructor(private readonly config: TriggerConfig) {}

  async trigger(request: RunRequest): Promise<RunAnswer> {
    const { task, payload, concurrencyKey, idempotencyKey } = request
    const ttl = Math.ceil(this.config.silence / 1_000)
    // A run that does not start in this time expires: by then the job was handed over anew.
    const options = { queue: { name: QUEUE_NAME }, concurrencyKey, idempotencyKey, ttl }
    const path = `/api/v1/tasks/${encodeURIComponent(task)}/trigger`
    return this.#post(path, { payload, options })
  }

  /** A courtesy: a run that goes on is told that nobody wants the job. */
  async cancel(runId: string): Promise<void> {
    await this.#post(`/api/v2/runs/${encodeURIComponent(runId)}/cancel`, {})
  }

  async #post(path: string, body: object): Promise<RunAnswer> {
    const signal = AbortSignal.timeout(this.config.timeout)
    try {
      const response = await this.#fetch(`${this.config.apiUrl}${path}`, {
        method: 'POST',
        signal,
        body: JSON.stringify(body),
        headers: {
          'authorization': `Bearer ${this.config.secretKey.release()}`,
          'accept': 'application/json',
          'content-type': 'application/json',
        },
      })
      const text = await response.text()
      const { id } = response.ok ? (JSON.parse(text) as { id?: unknown }) : {}
      if (typeof id === 'string') return { type: 'accepted', runId: id }
      return { type: 'refused', status: response.status, pauseMs: pauseOf(response.headers) }
    } catch {
      return { type: 'unreachable', reason: signal.aborted ? 'timeout' : 'connection' }
    }
  }
}

/** `retry-after` in seconds, or Trigger.dev's own header with the time when its limit ends. */
function pauseOf(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1_000
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  return reset > Date.now() ? reset - Date.now() : undefined
}
