import { randomUUID } from 'node:crypto'
import User from '#identity/models/user'

export type CreateGuestResult = { type: 'created'; user: User } | { type: 'guests_closed' }

/** Makes a user who has no credential but their session. */
export class CreateGuest {
  constructor(private readonly guests: { isOpen: boolean }) {}

  async handle(): Promise<CreateGuestResult> {
    if (!this.guests.isOpen) return { type: 'guests_closed' }
    const user = await User.create({ id: randomUUID(), isGuest: true })
    return { type: 'created', user }
  }
}
