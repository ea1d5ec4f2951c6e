import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { LoftServer } from '#tests/support/loft_server'

/** Takes every session of a person away behind the back of the server and of their devices. */
export function endSessionsOf(server: LoftServer, userId: string): void {
  const sqlite = new BetterSqlite3(join(server.dataDirectory, 'main.sqlite'))
  try {
    const { changes } = sqlite.prepare('DELETE FROM sessions WHERE user_id = ?').run(userId)
    if (changes === 0) throw new Error('There was no session to end')
  } finally {
    sqlite.close()
  }
}
