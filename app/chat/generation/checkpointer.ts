import type { MainDatabase } from '#core/database'
import { describeFault } from '#chat/generation/describe_fault'
import type { GenerationTable } from '#chat/generation/generation_table'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { RunningGenerations } from '#chat/generation/running_generations'
import type { Logger } from '@adonisjs/core/logger'

/** Characters written in one transaction, so that it stays well under 20 ms. */
const BATCH_SIZE = 1_000_000

/** Stores partial answers about once a second, all that have moved together, for the reaper to find after a crash. */
export class Checkpointer {
  #timer: NodeJS.Timeout | undefined
  #isWriting = false

  constructor(
    private readonly database: MainDatabase,
    private readonly table: GenerationTable,
    private readonly running: RunningGenerations,
    private readonly interval: number,
    private readonly now: () => number,
    private readonly logger: Logger
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#tick(), this.interval).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #tick(): Promise<void> {
    if (this.#isWriting || this.running.size === 0) return
    this.#isWriting = true
    try {
      await this.write()
    } catch (error) {
      // Only the recovery of a crash in the next second depends on it.
      this.logger.warn(describeFault(error), 'checkpoint failed')
    } finally {
      this.#isWriting = false
    }
  }

  /** Stores every answer that has moved since its last checkpoint. */
  async write(): Promise<void> {
    let batch: RunningGeneration[] = []
    let size = 0
    for (const generation of [...this.running.all()]) {
      if (generation.buffer.offset === generation.checkpointedOffset) continue
      batch.push(generation)
      size += generation.buffer.offset
      if (size < BATCH_SIZE) continue
      await this.#store(batch)
      batch = []
      size = 0
    }
    if (batch.length > 0) await this.#store(batch)
  }

  async #store(batch: readonly RunningGeneration[]): Promise<void> {
    const offsets = await this.database.transaction((sqlite) =>
      batch.map((generation) => {
        const { row, buffer } = generation
        const checkpoint = JSON.stringify(generation.snapshot())
        this.table.checkpoint(sqlite, row.id, checkpoint, generation.firstTokenAt, this.now())
        return buffer.offset
      })
    )
    batch.forEach((generation, index) => (generation.checkpointedOffset = offsets[index]))
  }
}
