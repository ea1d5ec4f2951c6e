import { randomUUID } from 'node:crypto'
import type { LookUpResult } from '#ai/look_up/generation_look_up'
import { describeFault } from '#chat/generation/describe_fault'
import type { MainDatabase } from '#core/database'
import type { CostLookUp, CostLookUps } from '#metering/cost_look_ups'
import type { CorrectedCall, UsageLedger } from '#metering/usage_ledger'
import type { ServerWriter } from '#sync/server_writer'
import type { Logger } from '@adonisjs/core/logger'
import type BetterSqlite3 from 'better-sqlite3'

interface Dependencies {
  database: MainDatabase
  ledger: UsageLedger
  lookUps: CostLookUps
  serverWriter: ServerWriter
  /** Asks the provider, with the key that had the answer. Never throws. */
  lookUp: (wanted: CostLookUp) => Promise<LookUpResult>
  now: () => number
  logger: Logger
}

const AT_ONCE = 8
const FIRST_PAUSE = 2_000
const LONGEST_PAUSE = 120_000
/** How often the queue is looked at when nothing is known to be due; new rows come without a word. */
const LONGEST_REST = 5_000

const ANSWER = `
  SELECT g.answer_id AS answerId, g.chat_id AS chatId,
    g.status <> 'cancelled' AND m.id IS NOT NULL AND m.deleted_at IS NULL AS isThere
  FROM generations g LEFT JOIN messages m ON m.user_id = g.user_id AND m.id = g.answer_id
  WHERE g.user_id = ? AND g.id = ?`

type Found = Extract<LookUpResult, { type: 'found' }>

/** Learns afterwards what stopped and broken answers cost, corrects the ledger and tells the log, in one transaction. */
export class CostSettler {
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(private readonly dependencies: Dependencies) {}

  start(): void {
    this.#rest(0)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  /** Asks for everything that is due. Returns how many were asked for. */
  async run(): Promise<number> {
    const { database, lookUps, now } = this.dependencies
    const due = await database.run((sqlite) => lookUps.due(sqlite, now(), AT_ONCE))
    await Promise.all(due.map((wanted) => this.#ask(wanted)))
    return due.length
  }

  async #tick(): Promise<void> {
    let pause = LONGEST_REST
    try {
      if ((await this.run()) === AT_ONCE) pause = 0
    } catch (error) {
      this.dependencies.logger.warn(describeFault(error), 'costs could not be settled')
    }
    this.#rest(pause)
  }

  #rest(pause: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => void this.#tick(), pause).unref()
  }

  async #ask(wanted: CostLookUp): Promise<void> {
    const { database, lookUps, lookUp, now } = this.dependencies
    const result = await lookUp(wanted)
    if (this.#isStopped) return
    if (result.type === 'found') return this.#settle(wanted, result)
    await database.transaction((sqlite) => {
      const backoff = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** wanted.tries)
      const asked = result.type === 'not_ready' ? (result.retryAfterMs ?? 0) : 0
      const dueAt = now() + Math.max(backoff, asked)
      // What stays unknown stays an estimate, and is marked as one.
      if (result.type === 'impossible' || dueAt > wanted.giveUpAt) {
        lookUps.remove(sqlite, wanted.usageEventId)
      } else lookUps.postpone(sqlite, wanted.usageEventId, dueAt)
    })
  }

  async #settle({ usageEventId }: CostLookUp, { costNano, usage }: Found): Promise<void> {
    const { database, ledger, lookUps, serverWriter, now } = this.dependencies
    const corrected = await database.transaction((sqlite) => {
      lookUps.remove(sqlite, usageEventId)
      const call = ledger.correct(sqlite, usageEventId, costNano, usage, now())
      if (call?.kind === 'answer') this.#tell(sqlite, call, usage)
      return call
    })
    if (corrected) serverWriter.schedule(corrected.userId)
  }

  #tell(sqlite: BetterSqlite3.Database, call: CorrectedCall, usage: Found['usage']): void {
    const { database, ledger, serverWriter, now } = this.dependencies
    const { costNano, isEstimate } = ledger.costOf(sqlite, call.generationId)
    if (costNano === null) return
    database
      .prepare(sqlite, 'UPDATE generations SET cost_nano = ?, updated_at = ? WHERE id = ?')
      .run(costNano, now(), call.generationId)
    const answer = database.prepare(sqlite, ANSWER).get(call.userId, call.generationId) as
      { answerId: string; chatId: string; isThere: number } | undefined
    if (!answer?.isThere) return
    const { answerId, chatId } = answer
    const ids = { eventId: randomUUID(), answerId, chatId }
    serverWriter.enqueue(sqlite, call.userId, [
      {
        name: 'v1.AnswerCostSettled',
        args: { ...ids, usage: call.isLast ? usage : null, costNano, isEstimate, settledAt: now() },
      },
    ])
  }
}
