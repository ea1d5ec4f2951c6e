import { randomBytes } from 'node:crypto'
import type { ModelMessage } from '#ai/model_driver'
import { sourcesOf, type AnswerSources } from '#chat/documents/answer_sources'
import { passageInstructions, questionWithPassages } from '#chat/documents/passage_prompt'
import { describeFault } from '#chat/generation/describe_fault'
import { describeRow } from '#chat/generation/generation_row'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { Retrieved, RetrieveInput } from '#rag/queries/retrieve_passages'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { Logger } from '@adonisjs/core/logger'

/** What may be read of documents for a question; see `RetrievePassages`. */
export type PassageSource = (input: RetrieveInput) => Promise<Retrieved>

/** Puts passages of the documents in reach in front of the question, right before it is sent. */
export class GatherPassages {
  constructor(
    private readonly retrieve: PassageSource,
    private readonly logger: Logger
  ) {}

  /** The conversation as it goes to the model. Throws only when the answer is interrupted. */
  async handle(generation: RunningGeneration): Promise<readonly ModelMessage[]> {
    const { messages, reach } = generation
    const at = messages.findLastIndex(({ role }) => role === 'user')
    if (reach.documents.length === 0 || at < 0) return messages
    const sources = await this.#search(generation, messages, at)
    generation.signal.throwIfAborted()
    const found = sources ?? sourcesOf({ passages: [], isWhole: new Set() }, reach.documents)
    const fence = randomBytes(6).toString('hex')
    const question = messages[at]!
    const content = questionWithPassages(
      question.content,
      sources ? { type: 'found', passages: sources.passages } : { type: 'unavailable' },
      reach.documents.map(({ name }) => name),
      fence
    )
    const instructions = passageInstructions(fence)
    const added = estimateTokens(content) - estimateTokens(question.content)
    generation.noteSources(found, added + estimateTokens(instructions))
    return withSystem(messages.with(at, { ...question, content }), instructions)
  }

  /** Null when the documents cannot be searched: the answer is given all the same, and says so. */
  async #search(
    { row, reach, signal }: RunningGeneration,
    messages: readonly ModelMessage[],
    at: number
  ): Promise<AnswerSources | null> {
    const conversation = messages
      .slice(0, at)
      .flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, text: content }]))
    try {
      const retrieved = await this.retrieve({
        ...{ userId: row.user_id, question: messages[at]!.content, conversation, signal },
        ...{ documents: reach.documents, budgetTokens: reach.budgetTokens },
      })
      return sourcesOf(retrieved, reach.documents)
    } catch (error) {
      if (!signal.aborted) {
        const line = { ...describeRow(row), ...describeFault(error) }
        this.logger.error(line, 'documents could not be searched')
      }
      return null
    }
  }
}

function withSystem(messages: readonly ModelMessage[], instructions: string): ModelMessage[] {
  const [first, ...rest] = messages
  if (first?.role !== 'system') return [{ role: 'system', content: instructions }, ...messages]
  return [{ ...first, content: `${first.content}\n\n${instructions}` }, ...rest]
}
