import { createHash } from 'node:crypto'
import { MainDatabase } from '#core/database'
import { inject } from '@adonisjs/core'
import type BetterSqlite3 from 'better-sqlite3'

/** A session as its owner may see it. Its id opens nothing: it is a hash. */
export interface SessionRow {
  sessionId: string
  hash: string
  userAgent: string | null
  signedInAt: number | null
  expiresAt: number
}

/** What stands for a session outside of its cookie. */
export const hashOfSession = (sessionId: string): string =>
  createHash('sha256').update(sessionId).digest('hex')

/** Sessions as rows of people. The session store reads and writes their data; this adds the device and the end. */
@inject()
export class SessionTable {
  constructor(private readonly database: MainDatabase) {}

  /** Who signed in here and with what. The row exists: tagging made it. */
  describe(sessionId: string, userAgent: string | null): Promise<void> {
    return this.database.run((sqlite) => {
      this.database
        .prepare(sqlite, 'UPDATE sessions SET user_agent = ?, signed_in_at = ? WHERE id = ?')
        .run(userAgent?.slice(0, 400) ?? null, Date.now(), sessionId)
    })
  }

  of(sqlite: BetterSqlite3.Database, userId: string): SessionRow[] {
    const rows = this.database
      .prepare(
        sqlite,
        `SELECT id AS sessionId, user_agent AS userAgent, signed_in_at AS signedInAt,
           expires_at AS expiresAt
         FROM sessions WHERE user_id = ? AND expires_at > ?`
      )
      .all(userId, Date.now()) as Omit<SessionRow, 'hash'>[]
    return rows.map((row) => ({ ...row, hash: hashOfSession(row.sessionId) }))
  }

  /**
   * Ends sessions for good: their devices are told to remove what they hold. `isMeant` chooses among the person's own. Returns the
   * ids of those that ended; announce them with SessionEnded after the commit.
   */
  revoke(
    sqlite: BetterSqlite3.Database,
    userId: string,
    isMeant: (session: SessionRow) => boolean
  ): string[] {
    const meant = this.of(sqlite, userId).filter(isMeant)
    for (const { sessionId, hash } of meant) {
      this.database
        .prepare(sqlite, 'DELETE FROM sessions WHERE id = ? AND user_id = ?')
        .run(sessionId, userId)
      this.database
        .prepare(
          sqlite,
          'INSERT OR REPLACE INTO revoked_sessions (session_hash, user_id, revoked_at) VALUES (?, ?, ?)'
        )
        .run(hash, userId, Date.now())
    }
    return meant.map(({ sessionId }) => sessionId)
  }

  /** Whether this session was revoked, rather than expired or never known. */
  wasRevoked(sessionId: string): Promise<boolean> {
    return this.database.run(
      (sqlite) =>
        this.database
          .prepare(sqlite, 'SELECT 1 FROM revoked_sessions WHERE session_hash = ?')
          .get(hashOfSession(sessionId)) !== undefined
    )
  }

  forgetRevokedBefore(sqlite: BetterSqlite3.Database, time: number): void {
    this.database.prepare(sqlite, 'DELETE FROM revoked_sessions WHERE revoked_at < ?').run(time)
  }
}
