import { ModelError } from '#ai/model_error'
import type { Attempt } from '#ai/model_gateway'
import type { AnswerAccounts, CallBegin, CallPlan } from '#chat/costs/answer_accounts'
import { describeFault } from '#chat/generation/describe_fault'
import { describeRow } from '#chat/generation/generation_row'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { MainDatabase } from '#core/database'
import type { CallId } from '#metering/usage'
import type { ErrorCode } from '#shared/errors'
import { parseModelId } from '#shared/model_id'
import type { Logger } from '@adonisjs/core/logger'
import type BetterSqlite3 from 'better-sqlite3'

/** Keeps account of the calls of running answers; their ends are stored by the writer, together with the outcome. */
export class MeterAnswers {
  readonly #calls = new WeakMap<RunningGeneration, CallId>()
  readonly #failures = new WeakMap<RunningGeneration, unknown>()

  constructor(
    private readonly database: MainDatabase,
    private readonly accounts: AnswerAccounts,
    private readonly logger: Logger
  ) {}

  /** In the transaction that records the attempt. Nothing may be sent when the answer is `over`. */
  begin(
    sqlite: BetterSqlite3.Database,
    generation: RunningGeneration,
    { modelId, connection }: Attempt
  ): CallBegin {
    // What is not sent any more must leave no call behind.
    generation.signal.throwIfAborted()
    const { row, context } = generation
    const plan: CallPlan = {
      call: {
        ...{ generationId: row.id, userId: row.user_id, chatId: row.chat_id },
        ...{ kind: 'answer', ...connection, modelId, model: parseModelId(modelId).name },
        inputTokens: context?.inputTokens ?? 0,
      },
      outputTokens: context?.outputTokens ?? 0,
    }
    const begun = this.accounts.begin(sqlite, plan, this.#failures.get(generation))
    if (begun.type === 'begun') this.#calls.set(generation, begun.call)
    return begun
  }

  /** Why the last attempt failed: it decides whether that attempt may have cost something. */
  noteFailure(generation: RunningGeneration, error: unknown): void {
    this.#failures.set(generation, error)
  }

  /** The same, once no further attempt follows. */
  lastFailureOf(generation: RunningGeneration): ErrorCode | undefined {
    const failure = this.#failures.get(generation)
    return failure instanceof ModelError ? failure.code : undefined
  }

  /** Never throws and is not waited for: only the recovery of a crash depends on it. */
  noteUpstreamId(generation: RunningGeneration, upstreamId: string): void {
    const call = this.#calls.get(generation)
    if (!call) return
    this.database
      .run((sqlite) => this.accounts.noteUpstreamId(sqlite, call, upstreamId))
      .catch((error: unknown) =>
        this.logger.warn(
          { ...describeRow(generation.row), ...describeFault(error) },
          'upstream id was not stored'
        )
      )
  }
}
