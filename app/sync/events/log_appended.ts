import type { LoftEvent } from '#shared/events/catalog'
import { BaseEvent } from '@adonisjs/core/events'

/** Emitted after the commit of an append, in log order per user. */
export class LogAppended extends BaseEvent {
  constructor(
    readonly userId: string,
    readonly events: readonly LoftEvent[],
    /** How many events the pushing device still holds back; 0 when its backlog has ended or the server itself wrote. */
    readonly following: number
  ) {
    super()
  }
}
