import { StorageUnavailableError } from '#core/database'
import type { LogEvent } from '#shared/protocol/log_event'
import { checkBatch, type Problem } from '#sync/actions/check_batch'
import type { EventLog } from '#sync/event_log'
import type { LogPublisher } from '#sync/log_publisher'
import type { Quarantine } from '#sync/quarantine'
import type { TokenBuckets } from '#sync/token_bucket'
import type { Logger } from '@adonisjs/core/logger'

export interface PushEventsInput {
  /** The session's user: whose log this is was never the client's to say. */
  userId: string
  /** The log the client believes to write to; null before it has heard of one. */
  backendId: string | null
  /** At least one. */
  events: readonly LogEvent[]
  /** How many more the device holds back. */
  following: number
}

export type PushEventsOutcome =
  /** In the log. Above the rate, the acknowledgement is to wait `delay` milliseconds. */
  | { type: 'pushed'; head: number; delay: number }
  | { type: 'server_ahead'; expected: number; provided: number }
  | { type: 'backend_changed'; expected: string; received: string }
  | { type: 'quarantined'; quarantineId: string; problems: Problem[] }
  | { type: 'storage_unavailable'; retryAfterMs: number }

/** The writer waits for silence, and a push may have left it something to say. */
interface PushListener {
  notePush(userId: string): void
  schedule(userId: string): void
}

/** The one way of client events into a log, whatever transport they come by. */
export class PushEvents {
  constructor(
    private readonly log: EventLog,
    private readonly quarantine: Quarantine,
    private readonly publisher: LogPublisher,
    private readonly writer: PushListener,
    private readonly rates: TokenBuckets,
    private readonly longestDelay: number,
    private readonly logger: Logger
  ) {}

  async handle(input: PushEventsInput): Promise<PushEventsOutcome> {
    try {
      return await this.#push(input)
    } catch (error) {
      // Nothing was stored. A bug of ours is answered like a full disk, only with a longer wait.
      const isStorage = error instanceof StorageUnavailableError
      this.logger.error({ err: error, user_id: input.userId }, 'push failed, nothing was stored')
      return { type: 'storage_unavailable', retryAfterMs: isStorage ? 2_000 : 30_000 }
    }
  }

  async #push(input: PushEventsInput): Promise<PushEventsOutcome> {
    const { userId, backendId, events, following } = input
    const store = await this.log.storeOf(userId)
    if (backendId !== null && backendId !== store.backendId) {
      return { type: 'backend_changed', expected: store.backendId, received: backendId }
    }
    const check = checkBatch(events)
    if (check.type === 'invalid') return this.#setAside(input, check.problems)

    const result = await this.log.append(userId, check.incoming)
    switch (result.type) {
      case 'appended':
        this.writer.notePush(userId)
        this.publisher.publish(
          userId,
          result.appended.map(({ event }) => event),
          following
        )
        this.writer.schedule(userId)
        return { type: 'pushed', head: result.head, delay: this.#delay(userId, events.length) }
      case 'repeated':
        return { type: 'pushed', head: result.head, delay: this.#delay(userId, events.length) }
      case 'stale_parent': {
        const { expected, provided } = result
        if (provided <= expected) return { type: 'server_ahead', expected, provided }
        // The device knows a log that was longer than ours: it would wait for ever for what is missing.
        return {
          type: 'backend_changed',
          expected: store.backendId,
          received: backendId ?? store.backendId,
        }
      }
      case 'broken_chain':
        return this.#setAside(input, [{ index: result.index, reason: 'broken chain' }])
      default: {
        const exhaustive: never = result
        throw new Error(`Unhandled result: ${String(exhaustive)}`)
      }
    }
  }

  async #setAside(
    { userId, events }: PushEventsInput,
    problems: Problem[]
  ): Promise<PushEventsOutcome> {
    const quarantineId = await this.quarantine.record(userId, events, problems)
    const names = problems.map(({ index, reason }) => `${index}: ${reason}`)
    this.logger.warn(
      { user_id: userId, quarantine_id: quarantineId, problems: names },
      'push quarantined'
    )
    return { type: 'quarantined', quarantineId, problems }
  }

  #delay(userId: string, cost: number): number {
    return Math.min(this.rates.take(userId, cost), this.longestDelay)
  }
}
