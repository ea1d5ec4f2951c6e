import type { LoftEvent } from '#shared/events/catalog'
import { LogAppended } from '#sync/events/log_appended'
import type { LogWatchers } from '#sync/log_watchers'
import type { Logger } from '@adonisjs/core/logger'

/** Tells everybody about an append. Call it right after the commit, with no await between: that keeps log order per user. */
export class LogPublisher {
  constructor(
    private readonly watchers: LogWatchers,
    private readonly logger: Logger
  ) {}

  publish(userId: string, events: readonly LoftEvent[], following: number): void {
    LogAppended.dispatch(userId, events, following).catch((error: unknown) =>
      this.logger.error({ err: error, user_id: userId }, 'a listener of LogAppended failed')
    )
    this.watchers.wake(userId)
  }
}
