import { MainDatabase } from '#core/database'
import { inject } from '@adonisjs/core'

const DAY = 24 * 60 * 60 * 1000

/**
 * Every visitor gets a session, for its CSRF secret, and most leave again. Sessions without a user go a day after their last
 * request; those of users live a year.
 */
@inject()
export class SweepVisitors {
  constructor(private readonly database: MainDatabase) {}

  /** Returns how many went. `sessionAge` is how long a session lives after a request, in milliseconds. */
  handle(sessionAge: number, now = Date.now()): Promise<number> {
    const seenBefore = now + sessionAge - DAY
    return this.database.run((sqlite) => {
      const sweep = this.database.prepare(
        sqlite,
        'DELETE FROM sessions WHERE user_id IS NULL AND expires_at < ?'
      )
      return Number(sweep.run(seenBefore).changes)
    })
  }
}
