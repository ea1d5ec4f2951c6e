import { randomUUID } from 'node:crypto'
import type { StoredJob } from '#jobs/attempt_job'
import type { JobRequest } from '#jobs/job_queue'
import BetterSqlite3 from 'better-sqlite3'

export interface TriggerRow extends StoredJob {
  /** Random; what Trigger.dev calls the job. */
  id: string
  /** Which run of Trigger.dev has it. An earlier one is answered that it was superseded. */
  handover: number
  /** `waiting` to be handed over, `handed` over, or `running` in this process. */
  state: 'waiting' | 'handed' | 'running'
  run_at: number
}

/** `again`: asked for once more while it was running. `heard_at`: the last sign of its run. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS trigger_jobs (
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    again INTEGER NOT NULL,
    handover INTEGER NOT NULL,
    run_id TEXT,
    run_at INTEGER NOT NULL,
    heard_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (name, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS trigger_jobs_by_time ON trigger_jobs (state, run_at);
  CREATE TABLE IF NOT EXISTS trigger_calls (call TEXT PRIMARY KEY, forget_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS trigger_calls_by_time ON trigger_calls (forget_at);`

const COLUMNS = 'id, name, key, user_id, payload, state, attempt, handover, run_at'

/** With Trigger.dev and due: a run that waits for its next attempt takes nobody's place. */
const OUT = `(r.state = 'running' OR (r.state = 'handed' AND r.run_at <= @now))`

/** Whoever has the fewest runs comes first, then whoever waited longest. */
const NEXT = `
  SELECT ${COLUMNS} FROM trigger_jobs j
  WHERE state = 'waiting' AND run_at <= @now AND (SELECT count(*) FROM trigger_jobs r WHERE ${OUT}) < @window
  ORDER BY (SELECT count(*) FROM trigger_jobs r WHERE ${OUT} AND r.user_id = j.user_id), run_at, created_at
  LIMIT 1`

const CLAIM = `
  UPDATE trigger_jobs SET state = 'running', attempt = attempt + 1, heard_at = @now
  WHERE id = @id AND state <> 'running'
    AND NOT EXISTS (SELECT 1 FROM trigger_jobs r WHERE r.state = 'running' AND r.key = trigger_jobs.key)
    AND (SELECT count(*) FROM trigger_jobs r WHERE r.state = 'running') < @concurrency
  RETURNING attempt`

/** The jobs that Trigger.dev is asked to run. One process owns the file; every change is a transaction of its own. */
export class TriggerTable {
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
        `INSERT INTO trigger_jobs (name, key, id, user_id, payload, state, attempt, again, handover, run_at, heard_at, created_at)
         VALUES (@name, @key, @id, @userId, @payload, 'waiting', 0, 0, 1, @now, @now, @now)
         ON CONFLICT (name, key) DO UPDATE SET payload = excluded.payload, again = (state = 'running')`
      )
      .run({ ...{ name, key, userId, now }, id: randomUUID(), payload: JSON.stringify(payload) })
  }

  /** The next one to hand over, as long as fewer than `window` are out. */
  next(now: number, window: number): TriggerRow | undefined {
    return this.#sqlite.prepare(NEXT).get({ now, window }) as TriggerRow | undefined
  }

  /** Its run may have called before Trigger.dev answered: then it is further already. */
  handedOver({ id, handover }: TriggerRow, runId: string, now: number): void {
    this.#sqlite
      .prepare(
        `UPDATE trigger_jobs SET run_id = @runId, heard_at = @now,
           state = CASE state WHEN 'waiting' THEN 'handed' ELSE state END
         WHERE id = @id AND handover = @handover`
      )
      .run({ id, handover, runId, now })
  }

  /** Not handed over: the same handover again later, which is the same run if the first one arrived after all. */
  postpone({ id, handover }: TriggerRow, runAt: number): void {
    const sql = `UPDATE trigger_jobs SET run_at = ? WHERE id = ? AND handover = ? AND state = 'waiting'`
    this.#sqlite.prepare(sql).run(runAt, id, handover)
  }

  /** The job that a call is about, if that call still has it. */
  find(name: string, id: string, handover: number): TriggerRow | undefined {
    const sql = `SELECT ${COLUMNS} FROM trigger_jobs WHERE name = ? AND id = ? AND handover = ?`
    return this.#sqlite.prepare(sql).get(name, id, handover) as TriggerRow | undefined
  }

  hear(id: string, now: number): void {
    this.#sqlite.prepare('UPDATE trigger_jobs SET heard_at = ? WHERE id = ?').run(now, id)
  }

  /** Begins a run, which is counted; undefined while its key or all places are taken. */
  claim(row: TriggerRow, concurrency: number, now: number): TriggerRow | undefined {
    const claimed = this.#sqlite.prepare(CLAIM).get({ id: row.id, concurrency, now }) as
      { attempt: number } | undefined
    return claimed && { ...row, state: 'running', attempt: claimed.attempt }
  }

  /** Done or given up: gone, unless it was asked for again meanwhile. */
  finish({ id }: TriggerRow, now: number): void {
    const again = this.#sqlite.prepare(
      `UPDATE trigger_jobs SET state = 'waiting', attempt = 0, again = 0, handover = handover + 1, run_id = NULL, run_at = ?
       WHERE id = ? AND again = 1`
    )
    if (again.run(now, id).changes > 0) return
    this.#sqlite.prepare('DELETE FROM trigger_jobs WHERE id = ?').run(id)
  }

  /** The same run of Trigger.dev comes back for it. */
  retry({ id }: TriggerRow, runAt: number): void {
    const sql = `UPDATE trigger_jobs SET state = 'handed', run_at = ? WHERE id = ?`
    this.#sqlite.prepare(sql).run(runAt, id)
  }

  /** Ended from outside: this run did not count, and another one of Trigger.dev takes over. */
  putBack({ id }: TriggerRow): void {
    this.#sqlite
      .prepare(
        `UPDATE trigger_jobs SET state = 'waiting', attempt = max(0, attempt - 1), handover = handover + 1, run_id = NULL
         WHERE id = ?`
      )
      .run(id)
  }

  /** Takes a job out that does not run; says which run of Trigger.dev had it. */
  remove(name: string, key: string): string | null {
    const sql = 'DELETE FROM trigger_jobs WHERE name = ? AND key = ? RETURNING run_id'
    const row = this.#sqlite.prepare(sql).get(name, key) as { run_id: string | null } | undefined
    return row?.run_id ?? null
  }

  forgetRepeat(name: string, key: string): void {
    this.#sqlite
      .prepare('UPDATE trigger_jobs SET again = 0 WHERE name = ? AND key = ?')
      .run(name, key)
  }

  /** A new process: runs of before may wait for minutes before they call, so new ones take over at once. */
  recover(): void {
    this.#sqlite.exec(
      `UPDATE trigger_jobs SET state = 'waiting', handover = handover + 1, run_id = NULL WHERE state <> 'waiting'`
    )
  }

  /** Runs that were not heard of since `before` are lost: others take over. Says how many. */
  recoverLost(before: number): number {
    return this.#sqlite
      .prepare(
        `UPDATE trigger_jobs SET state = 'waiting', handover = handover + 1, run_id = NULL
         WHERE state = 'handed' AND max(run_at, heard_at) <= ?`
      )
      .run(before).changes
  }

  /** False for a call that was taken before. */
  takeCall(call: string, now: number, forgetAt: number): boolean {
    this.#sqlite.prepare('DELETE FROM trigger_calls WHERE forget_at <= ?').run(now)
    const sql = 'INSERT INTO trigger_calls (call, forget_at) VALUES (?, ?) ON CONFLICT DO NOTHING'
    return this.#sqlite.prepare(sql).run(call, forgetAt).changes === 1
  }

  /** When a waiting job is due next; null when none waits. */
  nextDue(): number | null {
    const sql = `SELECT min(run_at) AS due FROM trigger_jobs WHERE state = 'waiting'`
    return (this.#sqlite.prepare(sql).get() as { due: number | null }).due
  }

  countWaiting(): number {
    const sql = `SELECT count(*) AS count FROM trigger_jobs WHERE state = 'waiting'`
    return (this.#sqlite.prepare(sql).get() as { count: number }).count
  }

  close(): void {
    this.#sqlite.close()
  }
}
