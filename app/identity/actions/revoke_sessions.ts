import { MainDatabase } from '#core/database'
import { SessionEnded } from '#identity/events/session_ended'
import { hashOfSession, SessionTable } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'

export interface RevokeSessionsInput {
  userId: string
  /** The session that asks; it always stays. */
  sessionId: string
  /** The hash of one session, or every other one. */
  which: string | 'others'
}

/** Returns how many ended. A session of somebody else is one that does not exist. */
@inject()
export class RevokeSessions {
  constructor(
    private readonly database: MainDatabase,
    private readonly sessions: SessionTable
  ) {}

  async handle({ userId, sessionId, which }: RevokeSessionsInput): Promise<number> {
    const own = hashOfSession(sessionId)
    const ended = await this.database.transaction((sqlite) =>
      this.sessions.revoke(
        sqlite,
        userId,
        ({ hash }) => hash !== own && (which === 'others' || hash === which)
      )
    )
    for (const id of ended) await SessionEnded.dispatch(userId, id)
    return ended.length
  }
}
