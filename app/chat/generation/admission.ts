import { randomUUID } from 'node:crypto'
import type { MainDatabase } from '#core/database'
import type { AnswerBuffers } from '#chat/generation/answer_buffers'
import { emptySnapshot } from '#chat/generation/answer_snapshot'
import type { ContextBuilder } from '#chat/generation/context_builder'
import { describeFault } from '#chat/generation/describe_fault'
import { failed } from '#chat/generation/ending'
import { describeRow, type GenerationRow } from '#chat/generation/generation_row'
import type { GenerationTable, StartableRow } from '#chat/generation/generation_table'
import type { GenerationWriter } from '#chat/generation/generation_writer'
import { RunningGeneration } from '#chat/generation/running_generation'
import type { RunningGenerations } from '#chat/generation/running_generations'
import { ModelOffers, type OffersModel } from '#chat/generation/model_offers'
import type { ErrorCode } from '#shared/errors'
import { readPreference } from '#shared/preferences'
import type { ServerWriter } from '#sync/server_writer'
import type { Logger } from '@adonisjs/core/logger'
import type BetterSqlite3 from 'better-sqlite3'

interface Dependencies {
  database: MainDatabase
  table: GenerationTable
  writer: GenerationWriter
  serverWriter: ServerWriter
  context: ContextBuilder
  running: RunningGenerations
  buffers: AnswerBuffers
  offersModel: OffersModel
  requestMaxAge: number
  now: () => number
  logger: Logger
}

/** Decides about the queued requests of one user: run, ask first, or give up. */
export class Admission {
  constructor(private readonly dependencies: Dependencies) {}

  /** Claims at most `room` requests; what it returns has its attempt recorded and may be sent. */
  async admit(userId: string, room: number): Promise<RunningGeneration[]> {
    const { offersModel, logger } = this.dependencies
    const offers = new ModelOffers(userId, offersModel, logger)
    const claimed: RunningGeneration[] = []
    try {
      do claimed.push(...(await this.#claim(userId, room - claimed.length, offers)))
      while (claimed.length < room && (await offers.learn()))
    } catch (error) {
      // What an earlier transaction has claimed must run; the end of each looks for the rest.
      if (claimed.length === 0) throw error
      logger.error({ user_id: userId, ...describeFault(error) }, 'some answers cannot start')
    }
    return claimed
  }

  /** Decides in one transaction, up to the first request about whose models something must be learnt. */
  async #claim(userId: string, room: number, offers: ModelOffers): Promise<RunningGeneration[]> {
    const { database, serverWriter, running, buffers, table } = this.dependencies
    const claimed: RunningGeneration[] = []
    let decided = false
    try {
      await database.transaction((sqlite) => {
        decided = this.#holdOutdated(sqlite, userId)
        while (claimed.length < room) {
          const row = table.nextStartable(sqlite, userId)
          const fallbacks = row && this.#fallbacks(sqlite, row, offers)
          if (!row || !fallbacks) return
          const generation = this.#decide(sqlite, row, fallbacks, offers)
          if (generation) claimed.push(generation)
          else decided = true
        }
      })
    } catch (error) {
      for (const generation of claimed) {
        running.remove(generation)
        buffers.discard(generation.buffer)
      }
      throw error
    }
    if (decided) serverWriter.schedule(userId)
    return claimed
  }

  #decide(
    sqlite: BetterSqlite3.Database,
    row: StartableRow,
    fallbacks: readonly string[],
    offers: ModelOffers
  ): RunningGeneration | null {
    const hasFailedAbove = row.above_status === 'failed' && row.above_deleted_at === null
    if (hasFailedAbove) return this.#fail(sqlite, row, 'PARENT')
    if (!offers.has(row.requested_model, sqlite)) return this.#fail(sqlite, row, 'VALIDATION')
    const context = this.#buildContext(sqlite, row)
    if (context === null) return this.#fail(sqlite, row, 'UNKNOWN')
    if (context.messages.length === 0) return this.#fail(sqlite, row, 'VALIDATION')
    if (!context.isFitting) return this.#fail(sqlite, row, 'CONTEXT_LENGTH')
    this.dependencies.table.claim(sqlite, row.id, this.dependencies.now())
    const buffer = this.dependencies.buffers.open(row.user_id, row.answer_id)
    const { messages, leftOut, inputTokens, outputTokens, reach } = context
    const sizes = { leftOut, inputTokens, outputTokens }
    const generation = new RunningGeneration(row, messages, buffer, sizes, fallbacks, reach)
    // Known before the transaction is over: a stop that is accepted right behind it must find what it stops.
    this.dependencies.running.add(generation)
    return generation
  }

  /** What this person wants asked instead, as far as it is on offer; null while that, or the model itself, must be learnt. */
  #fallbacks(
    sqlite: BetterSqlite3.Database,
    row: StartableRow,
    offers: ModelOffers
  ): readonly string[] | null {
    const sql = `SELECT value FROM preferences WHERE user_id = ? AND key = 'fallback_models'`
    const preference = this.dependencies.database.prepare(sqlite, sql).get(row.user_id) as
      { value: string } | undefined
    const wished = readPreference('fallback_models', preference?.value)
    const known = [row.requested_model, ...wished].map((modelId) => offers.has(modelId, sqlite))
    if (known.includes(null)) return null
    return wished.filter(
      (modelId) => modelId !== row.requested_model && offers.has(modelId, sqlite)
    )
  }

  /** One chat that cannot be read must not hold up the others. */
  #buildContext(sqlite: BetterSqlite3.Database, row: GenerationRow) {
    try {
      return this.dependencies.context.build(sqlite, row)
    } catch (error) {
      this.dependencies.logger.error(
        { ...describeRow(row), ...describeFault(error) },
        'context could not be built'
      )
      return null
    }
  }

  #fail(sqlite: BetterSqlite3.Database, row: GenerationRow, code: ErrorCode): null {
    this.dependencies.writer.endWithin(sqlite, row, emptySnapshot, failed(code))
    this.dependencies.logger.info({ ...describeRow(row), code }, 'answer not started')
    return null
  }

  /** Dates come from clients: one far in the future says as little about the age as an old one says that it is wanted. */
  #holdOutdated(sqlite: BetterSqlite3.Database, userId: string): boolean {
    const { table, serverWriter, requestMaxAge } = this.dependencies
    const now = this.dependencies.now()
    const rows = table.outdated(sqlite, userId, now - requestMaxAge, now + requestMaxAge)
    for (const row of rows) {
      table.hold(sqlite, row.id, now)
      const ids = { eventId: randomUUID(), answerId: row.answer_id, chatId: row.chat_id }
      serverWriter.enqueue(sqlite, userId, [
        { name: 'v1.AnswerHeld', args: { ...ids, heldAt: now } },
      ])
    }
    return rows.length > 0
  }
}
