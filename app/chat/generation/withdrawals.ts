import type { MainDatabase } from '#core/database'
import type { AnswerBuffers } from '#chat/generation/answer_buffers'
import { emptySnapshot } from '#chat/generation/answer_snapshot'
import { describeFault } from '#chat/generation/describe_fault'
import type { GenerationRow } from '#chat/generation/generation_row'
import type { GenerationTable } from '#chat/generation/generation_table'
import type { GenerationWriter } from '#chat/generation/generation_writer'
import type { RunningGenerations } from '#chat/generation/running_generations'
import { untilStored } from '#chat/generation/until_stored'
import type { Logger } from '@adonisjs/core/logger'

/** Carries out what users no longer want, running or not. */
export class Withdrawals {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: GenerationTable,
    private readonly writer: GenerationWriter,
    private readonly running: RunningGenerations,
    private readonly buffers: AnswerBuffers,
    private readonly now: () => number,
    private readonly logger: Logger
  ) {}

  /** Stops one answer now; an id that is not an unfinished answer of this user is ignored. */
  stop(userId: string, answerId: string): void {
    const generation = this.running.find(userId, answerId)
    if (generation) generation.interrupt('stop')
    else this.#attend(userId, () => this.#stopQueued(userId, answerId))
  }

  /** Ends everything that the log has marked as stopped or deleted. */
  settle(userId: string): void {
    this.#attend(userId, () => this.#settle(userId))
  }

  async #stopQueued(userId: string, answerId: string): Promise<void> {
    const hasStopped = await this.database.transaction((sqlite) =>
      this.table.markStopping(sqlite, userId, answerId, this.now())
    )
    // It may have started while this waited for its turn.
    if (hasStopped) await this.#settle(userId)
    else this.running.find(userId, answerId)?.interrupt('stop')
  }

  async #settle(userId: string): Promise<void> {
    const rows = await this.database.run((sqlite) => this.table.unwanted(sqlite, userId))
    for (const row of rows) {
      const generation = this.running.find(userId, row.answer_id)
      if (generation) generation.interrupt(row.status === 'cancelling' ? 'cancel' : 'stop')
      else await this.#end(row)
    }
  }

  async #end(row: GenerationRow): Promise<void> {
    const isCancelled = row.status === 'cancelling'
    await this.writer.end(row, emptySnapshot, { type: isCancelled ? 'cancelled' : 'stopped' })
    // No event will come for a deleted answer, so this is the end for those who wait.
    if (isCancelled) this.buffers.settle(row.user_id, row.answer_id)
  }

  #attend(userId: string, work: () => Promise<void>): void {
    untilStored(work, ({ code }) =>
      this.logger.warn({ user_id: userId, code }, 'stop waits for storage')
    ).catch((error: unknown) =>
      this.logger.error({ user_id: userId, ...describeFault(error) }, 'stop failed')
    )
  }
}
