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
import type { ErrorCode } from '#shared/errors'
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
  /** Whether the model is one that this server offers: a client may ask for any name. */
  offersModel: (model: string) => boolean
  requestMaxAge: number
  now: () => number
  logger: Logger
}

/** Decides about the queued requests of one user: run, ask first, or give up. */
export class Admission {
  constructor(private readonly dependencies: Dependencies) {}

  /** Claims at most `room` requests in one transaction; what it returns has its attempt recorded and may be sent. */
  async admit(userId: string, room: number): Promise<RunningGeneration[]> {
    const { database, serverWriter, running, buffers } = this.dependencies
    const claimed: RunningGeneration[] = []
    let decided = false
    try {
      await database.transaction((sqlite) => {
        decided = this.#holdOutdated(sqlite, userId)
        while (claimed.length < room) {
          const row = this.dependencies.table.nextStartable(sqlite, userId)
          if (!row) return
          const generation = this.#decide(sqlite, row)
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

  #decide(sqlite: BetterSqlite3.Database, row: StartableRow): RunningGeneration | null {
    const hasFailedAbove = row.above_status === 'failed' && row.above_deleted_at === null
    if (hasFailedAbove) return this.#fail(sqlite, row, 'PARENT')
    if (!this.dependencies.offersModel(row.requested_model)) {
      return this.#fail(sqlite, row, 'VALIDATION')
    }
    const context = this.#buildContext(sqlite, row)
    if (context === null) return this.#fail(sqlite, row, 'UNKNOWN')
    if (context.messages.length === 0) return this.#fail(sqlite, row, 'VALIDATION')
    if (!context.isFitting) return this.#fail(sqlite, row, 'CONTEXT_LENGTH')
    this.dependencies.table.recordAttempt(sqlite, row.id, this.dependencies.now())
    const buffer = this.dependencies.buffers.open(row.user_id, row.answer_id)
    const { messages, leftOut, inputTokens, outputTokens } = context
    const sizes = { leftOut, inputTokens, outputTokens }
    const generation = new RunningGeneration(row, messages, buffer, sizes)
    // Known before the transaction is over: a stop that is accepted right behind it must find what it stops.
    this.dependencies.running.add(generation)
    return generation
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
