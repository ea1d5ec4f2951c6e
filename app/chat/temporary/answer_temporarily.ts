import type { ModelPart, ModelRequest } from '#ai/model_driver'
import { ModelError } from '#ai/model_error'
import { describeFault } from '#chat/generation/describe_fault'
import { TemporaryAnswer, type TemporaryUsage } from '#chat/temporary/temporary_answer'
import { temporaryContext } from '#chat/temporary/temporary_context'
import type { TemporarySlots } from '#chat/temporary/temporary_slots'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type {
  TemporaryEnd,
  TemporaryLine,
  TemporaryQuestion,
} from '#shared/protocol/temporary_chat'
import type { Logger } from '@adonisjs/core/logger'

interface Input {
  userId: string
  question: TemporaryQuestion
  /** Aborted when the reader is gone or has had all the time there is: the provider's connection is closed then. */
  signal: AbortSignal
}

export type TemporaryResult =
  | { type: 'model_not_offered' }
  /** As many answers run as may. */
  | { type: 'busy' }
  /** Ends with a `TemporaryEnd`, unless the reader left before. */
  | { type: 'answering'; lines: AsyncGenerator<TemporaryLine> }

interface Dependencies {
  slots: TemporarySlots
  /** Null when this person may not ask it. */
  findModel: (userId: string, model: string) => Promise<BootstrapModel | null>
  ask: (userId: string, request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>
  /** The one thing that is kept: what it took, never what was said. Also called for answers that broke off. */
  recordUsage: (usage: TemporaryUsage) => Promise<void>
  logger: Logger
}

/** Answers a question of a chat that is kept nowhere. */
export class AnswerTemporarily {
  constructor(private readonly dependencies: Dependencies) {}

  async handle(input: Input): Promise<TemporaryResult> {
    const { slots, findModel } = this.dependencies
    const { userId, question } = input
    const model = await findModel(userId, question.model)
    if (!model) return { type: 'model_not_offered' }
    const release = slots.take(userId)
    if (!release) return { type: 'busy' }
    // A generator that is never started never ends: the slot must not depend on the reader's first pull.
    input.signal.addEventListener('abort', release, { once: true })
    // Left while the model was looked up: that event is over.
    if (input.signal.aborted) release()
    return { type: 'answering', lines: this.#answer(input, model, release) }
  }

  async *#answer(
    { userId, question, signal }: Input,
    model: BootstrapModel,
    release: () => void
  ): AsyncGenerator<TemporaryLine> {
    const { ask, logger } = this.dependencies
    const { messages, leftOut, tokens, isFitting } = temporaryContext(question, model)
    const answer = new TemporaryAnswer(leftOut, tokens)
    let end: TemporaryEnd | null = null
    try {
      if (!isFitting) throw new ModelError('CONTEXT_LENGTH')
      const request = { model: question.model, settings: question.settings, messages }
      for await (const part of ask(userId, request, signal)) {
        const delta = answer.accept(part)
        if (delta) yield delta
        if (answer.isFull) break
      }
      end = answer.completed()
    } catch (error) {
      // Whoever still reads after the abort was here for too long.
      end = answer.failed(signal.aborted ? new ModelError('TIMEOUT') : error)
      if (!signal.aborted) {
        const facts = error instanceof ModelError ? { code: error.code } : describeFault(error)
        logger.warn({ user_id: userId, ...facts }, 'temporary answer failed')
      }
    } finally {
      release()
      // Also when the reader left in the middle: what was spent is spent.
      await this.#record({
        ...{ userId, model: question.model, estimate: answer.estimate },
        end: end ?? answer.failed(undefined),
      })
    }
    yield end
  }

  async #record(usage: TemporaryUsage): Promise<void> {
    const { recordUsage, logger } = this.dependencies
    await recordUsage(usage).catch((error: unknown) =>
      logger.error({ user_id: usage.userId, ...describeFault(error) }, 'usage was not recorded')
    )
  }
}
