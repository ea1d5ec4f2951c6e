import { BaseEvent } from '@adonisjs/core/events'

/** A browser got a new session in place of this one, for the same person: what is open on the old one has to come back. */
export class SessionRotated extends BaseEvent {
  constructor(
    readonly userId: string,
    readonly sessionId: string
  ) {
    super()
  }
}
