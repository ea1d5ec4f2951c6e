import { describeFault } from '#chat/generation/describe_fault'
import { StorageUnavailableError } from '#core/database'
import type { Logger } from '@adonisjs/core/logger'
import type BetterSqlite3 from 'better-sqlite3'

/**
 * Whether a person may ask a model: a client may name any. It may read in the transaction it is asked in and answer at once, or promise
 * an answer and not touch that transaction.
 */
export type OffersModel = (
  userId: string,
  modelId: string,
  sqlite: BetterSqlite3.Database
) => boolean | Promise<boolean>

/**
 * What one person may ask, for one admission. Inside a transaction nothing can be awaited: what is not known there is remembered,
 * and learnt between two transactions.
 */
export class ModelOffers {
  readonly #known = new Map<string, boolean>()
  readonly #unknown = new Map<string, Promise<boolean>>()

  constructor(
    private readonly userId: string,
    private readonly offersModel: OffersModel,
    private readonly logger: Logger
  ) {}

  /** Null when it must be learnt first. */
  has(modelId: string, sqlite: BetterSqlite3.Database): boolean | null {
    const known = this.#known.get(modelId)
    if (known !== undefined) return known
    const answer = this.offersModel(this.userId, modelId, sqlite)
    if (typeof answer === 'boolean') {
      this.#known.set(modelId, answer)
      return answer
    }
    // Awaited in `learn`; a transaction that fails meanwhile must not leave a rejection behind.
    answer.catch(() => undefined)
    this.#unknown.set(modelId, answer)
    return null
  }

  /** Whether there was anything to learn. A model about which nothing can be learnt is not offered. */
  async learn(): Promise<boolean> {
    const questions = [...this.#unknown]
    this.#unknown.clear()
    for (const [modelId, answer] of questions) {
      try {
        this.#known.set(modelId, await answer)
      } catch (error) {
        if (error instanceof StorageUnavailableError) throw error
        this.logger.error({ user_id: this.userId, ...describeFault(error) }, 'offer not known')
        this.#known.set(modelId, false)
      }
    }
    return questions.length > 0
  }
}
