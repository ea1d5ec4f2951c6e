import { BaseEvent } from '@adonisjs/core/events'

/** A session was signed out or revoked: whatever is still open on it has to close. */
export class SessionEnded extends BaseEvent {
  constructor(
    readonly userId: string,
    readonly sessionId: string
  ) {
    super()
  }
}
