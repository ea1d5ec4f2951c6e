import {
  type EmbeddingCall,
  type EmbeddingEnding,
  EmbeddingMeter,
} from '#ai/embedding/embedding_meter'
import type { AnswerAccounts } from '#chat/costs/answer_accounts'
import { OperatorLimitError } from '#chat/costs/operator_limit_error'
import { type AnswerSnapshot, emptySnapshot } from '#chat/generation/answer_snapshot'
import { type Ending, failed } from '#chat/generation/ending'
import { untilStored } from '#chat/generation/until_stored'
import type { MainDatabase } from '#core/database'
import type { CallKind } from '#metering/usage'
import type { Logger } from '@adonisjs/core/logger'

/** Calls of embedding models and rerankers in the same ledger, and under the same daily limit, as answers. */
export class MeterEmbeddings extends EmbeddingMeter {
  constructor(
    private readonly database: MainDatabase,
    private readonly accounts: AnswerAccounts,
    private readonly logger: Logger,
    private readonly kind: Extract<CallKind, 'embedding' | 'rerank'> = 'embedding'
  ) {
    super()
  }

  async begin({ id, connection, ...call }: EmbeddingCall): Promise<void> {
    const facts = { ...call, ...connection, generationId: id, chatId: null }
    const begun = await this.database.transaction((sqlite) =>
      this.accounts.begin(sqlite, { call: { ...facts, kind: this.kind }, outputTokens: 0 }, null)
    )
    if (begun.type === 'over') throw new OperatorLimitError(begun.resetsAt)
  }

  async end({ id, inputTokens, modelId }: EmbeddingCall, ending: EmbeddingEnding): Promise<void> {
    const { snapshot, outcome } = describe(ending, inputTokens, modelId)
    await untilStored(
      () => this.database.transaction((sqlite) => this.accounts.end(sqlite, id, snapshot, outcome)),
      ({ code }) => this.logger.error({ code }, 'usage waits for storage')
    )
  }
}

function describe(
  ending: EmbeddingEnding,
  inputTokens: number,
  model: string
): { snapshot: AnswerSnapshot; outcome: Ending } {
  switch (ending.type) {
    case 'completed': {
      const { answer, latencyMs } = ending
      const counted = answer.tokens ?? inputTokens
      const usage = { inputTokens: counted, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 }
      const { costNano } = answer
      return {
        snapshot: { ...emptySnapshot, model, usage, costNano, latencyMs },
        outcome: { type: 'completed', finishReason: 'stop' },
      }
    }
    case 'failed':
      return { snapshot: emptySnapshot, outcome: failed(ending.error.code) }
    case 'stopped':
      return { snapshot: emptySnapshot, outcome: { type: 'stopped' } }
    default: {
      const exhaustive: never = ending
      return exhaustive
    }
  }
}
