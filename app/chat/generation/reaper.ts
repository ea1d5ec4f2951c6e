import type { AnswerAccounts } from '#chat/costs/answer_accounts'
import type { MainDatabase } from '#core/database'
import { readCheckpoint, type AnswerSnapshot } from '#chat/generation/answer_snapshot'
import { failed, type Ending } from '#chat/generation/ending'
import { describeRow, type GenerationRow } from '#chat/generation/generation_row'
import type { GenerationTable, OrphanRow } from '#chat/generation/generation_table'
import type { GenerationWriter } from '#chat/generation/generation_writer'
import type { ServerWriter } from '#sync/server_writer'
import type { Logger } from '@adonisjs/core/logger'

/** Orphans ended in one transaction. */
const BATCH = 50

/**
 * Ends what an earlier process left behind. A request that was sent is never sent again, since nobody knows what came of it;
 * its text up to the last checkpoint is kept. Queued requests are untouched: they run as if nothing had happened.
 */
export class Reaper {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: GenerationTable,
    private readonly writer: GenerationWriter,
    private readonly serverWriter: ServerWriter,
    private readonly logger: Logger,
    private readonly accounts: AnswerAccounts
  ) {}

  /** Must be over before the first generation of this process starts. */
  async handle(): Promise<void> {
    for (let count = BATCH; count === BATCH;) {
      const orphans = await this.database.transaction((sqlite) => {
        const rows = this.table.orphans(sqlite, BATCH)
        for (const row of rows) {
          const snapshot = readCheckpoint(row.checkpoint, connectionOf(row))
          this.writer.endWithin(sqlite, row, snapshot, endingOf(row))
        }
        return rows
      })
      for (const row of orphans) {
        this.logger.warn({ ...describeRow(row), status: row.status }, 'answer was interrupted')
        this.serverWriter.schedule(row.user_id)
      }
      count = orphans.length
    }
    // Titles and temporary answers are nobody's generation: what was asked for them is only a matter of cost.
    const endCalls = () =>
      this.database.transaction((sqlite) => this.accounts.endOrphans(sqlite, BATCH))
    while ((await endCalls()) === BATCH);
  }
}

function endingOf({ status }: GenerationRow): Ending {
  if (status === 'cancelling') return { type: 'cancelled' }
  return status === 'stopping' ? { type: 'stopped' } : failed('INTERRUPTED')
}

function connectionOf({
  provider,
  key_id: keyId,
  billed_to: billedTo,
}: OrphanRow): AnswerSnapshot['connection'] {
  return provider && billedTo ? { provider, keyId, billedTo } : null
}
