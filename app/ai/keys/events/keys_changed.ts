import { BaseEvent } from '@adonisjs/core/events'

/** A person has another key than before, one less, or switched one: other models may serve them from now on. */
export class KeysChanged extends BaseEvent {
  constructor(readonly userId: string) {
    super()
  }
}
