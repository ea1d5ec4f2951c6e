import type { AnswerBuffers } from '#chat/generation/answer_buffers'
import { describeFault } from '#chat/generation/describe_fault'
import { failed, type Ending } from '#chat/generation/ending'
import { describeRow } from '#chat/generation/generation_row'
import type { GenerationWriter } from '#chat/generation/generation_writer'
import type { Generator } from '#chat/generation/generator'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { RunningGenerations } from '#chat/generation/running_generations'
import { untilStored } from '#chat/generation/until_stored'
import type { Logger } from '@adonisjs/core/logger'

interface Dependencies {
  generator: Generator
  writer: GenerationWriter
  running: RunningGenerations
  buffers: AnswerBuffers
  onCompleted: (generation: RunningGeneration) => void
  logger: Logger
}

/** One claimed answer from its first request to the stored end. */
export class RunGeneration {
  constructor(private readonly dependencies: Dependencies) {}

  /** Never throws: one bad answer is no reason for the process to fall. */
  async handle(generation: RunningGeneration): Promise<void> {
    const { generator, running, buffers, onCompleted, logger } = this.dependencies
    try {
      const ending = await generator.run(generation)
      const stored = await this.#store(generation, ending)
      // Followers learn of the end only now: "ended" means that the outcome cannot be lost any more.
      buffers.end(generation.buffer, { hasEvent: stored !== null && stored.type !== 'cancelled' })
      this.#log(generation, stored ?? ending)
      if (stored?.type === 'completed') onCompleted(generation)
    } catch (error) {
      logger.error({ ...describeRow(generation.row), ...describeFault(error) }, 'answer was lost')
    } finally {
      running.remove(generation)
    }
  }

  async #store(generation: RunningGeneration, ending: Ending): Promise<Ending | null> {
    const { writer, logger } = this.dependencies
    const { row } = generation
    const snapshot = generation.snapshot()
    const waits = ({ code }: { code: string }) =>
      logger.error({ ...describeRow(row), code }, 'outcome waits for storage')
    try {
      return await untilStored(() => writer.end(row, snapshot, ending), waits)
    } catch (error) {
      logger.error({ ...describeRow(row), ...describeFault(error) }, 'outcome was refused')
      const text = {
        ...snapshot,
        sources: null,
        parts: snapshot.parts.filter(({ type }) => type === 'text'),
      }
      return untilStored(() => writer.end(row, text, failed('UNKNOWN')), waits)
    }
  }

  #log(generation: RunningGeneration, ending: Ending): void {
    const { firstTokenMs, latencyMs } = generation.snapshot()
    this.dependencies.logger.info(
      {
        ...describeRow(generation.row),
        ending: ending.type,
        ...(ending.type === 'failed' ? { code: ending.code } : {}),
        queued_ms: generation.queuedMs,
        first_token_ms: firstTokenMs,
        latency_ms: latencyMs,
      },
      'answer ended'
    )
  }
}
