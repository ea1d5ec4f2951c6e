import type { StoredJob } from '#jobs/attempt_job'
import type { JobRequest } from '#jobs/job_queue'
import BetterSqlite3 from 'better-sqlite3'

export type JobRow = StoredJob

/** `again`: asked for once more while it was running. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS jobs (
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    user_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    again INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (name, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS jobs_by_time ON jobs (state, run_at);`

/** Whoever has the fewest jobs running comes first, then whoever waited longest. */
const NEXT = `
  SELECT name, key, user_id, payload, attempt FROM jobs j
  WHERE state = 'waiting' AND run_at <= ?
    AND NOT EXISTS (SELECT 1 FROM jobs r WHERE r.state = 'running' AND r.key = j.key)
  ORDER BY (SELECT count(*) FROM jobs r WHERE r.state = 'running' AND r.user_id = j.user_id), run_at, created_at
  LIMIT 1`

/** The jobs as rows. One process owns the file; every change is a transaction of its own and takes well under a millisecond. */
export class JobTable {
  readonly #sqlite: BetterSqlite3.Database

  constructor(file: string) {
    this.#sqlite = new BetterSqlite3(file)
    this.#sqlite.pragma('journal_mode = WAL')
    this.#sqlite.pragma('synchronous = NORMAL')
    this.#sqlite.exec(SCHEMA)
  }

  add({ name, key, userId, payload }: JobRequest, now: number): void {
    this.#sqlite
      .prepare(
        `INSERT INTO jobs (name, key, user_id, payload, state, attempt, again, run_at, created_at)
         VALUES (?, ?, ?, ?, 'waiting', 0, 0, ?, ?)
         ON CONFLICT (name, key) DO UPDATE SET payload = excluded.payload, again = (state = 'running')`
      )
      .run(name, key, userId, JSON.stringify(payload), now, now)
  }

  /** Takes the next job that is due; its run is counted before it begins. */
  claim(now: number): JobRow | undefined {
    return this.#sqlite
      .transaction(() => {
        const row = this.#sqlite.prepare(NEXT).get(now) as JobRow | undefined
        if (!row) return undefined
        this.#sqlite
          .prepare(
            `UPDATE jobs SET state = 'running', attempt = attempt + 1 WHERE name = ? AND key = ?`
          )
          .run(row.name, row.key)
        return { ...row, attempt: row.attempt + 1 }
      })
      .immediate()
  }

  /** Done or given up: gone, unless it was asked for again meanwhile. */
  finish({ name, key }: JobRow, now: number): void {
    const again = this.#sqlite.prepare(
      `UPDATE jobs SET state = 'waiting', attempt = 0, again = 0, run_at = ? WHERE name = ? AND key = ? AND again = 1`
    )
    if (again.run(now, name, key).changes === 0) this.remove(name, key)
  }

  retry({ name, key }: JobRow, runAt: number): void {
    this.#sqlite
      .prepare(`UPDATE jobs SET state = 'waiting', run_at = ? WHERE name = ? AND key = ?`)
      .run(runAt, name, key)
  }

  /** Ended from outside: this run did not count. */
  putBack({ name, key }: JobRow): void {
    this.#sqlite
      .prepare(
        `UPDATE jobs SET state = 'waiting', attempt = max(0, attempt - 1) WHERE name = ? AND key = ?`
      )
      .run(name, key)
  }

  remove(name: string, key: string): void {
    this.#sqlite.prepare('DELETE FROM jobs WHERE name = ? AND key = ?').run(name, key)
  }

  forgetRepeat(name: string, key: string): void {
    this.#sqlite.prepare('UPDATE jobs SET again = 0 WHERE name = ? AND key = ?').run(name, key)
  }

  /** A new process: what was running is not. Its run stays counted, so that a job which kills its process ends. */
  recover(): void {
    this.#sqlite.exec(`UPDATE jobs SET state = 'waiting' WHERE state = 'running'`)
  }

  /** When the next waiting job is due; null when none waits. */
  nextDue(): number | null {
    const sql = `SELECT min(run_at) AS due FROM jobs WHERE state = 'waiting'`
    return (this.#sqlite.prepare(sql).get() as { due: number | null }).due
  }

  close(): void {
    this.#sqlite.close()
  }
}
