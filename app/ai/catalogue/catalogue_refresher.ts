import type { Logger } from '@adonisjs/core/logger'

import type { CatalogueTable } from '#ai/catalogue/catalogue_table'
import type { RefreshCatalogue } from '#ai/catalogue/refresh_catalogue'

export interface RefresherSettings {
  /** How old the catalogue may grow, in milliseconds. */
  maxAgeMs: number
  /** Pause after the first failure; it doubles with each further one, up to `longestPauseMs`. */
  firstPauseMs: number
  longestPauseMs: number
}

interface Dependencies {
  refresh: Pick<RefreshCatalogue, 'handle'>
  table: Pick<CatalogueTable, 'heardAt'>
  /** Whether anybody needs the catalogue: without a key nothing is asked of anybody. */
  isWanted: () => Promise<boolean>
  settings: RefresherSettings
  now: () => number
  logger: Logger
}

/** Keeps the catalogue fresh beside everything else: nothing ever waits for it but somebody who just saved the first key. */
export class CatalogueRefresher {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #failures = 0
  #retryAt = 0
  #isStarted = false

  constructor(private readonly dependencies: Dependencies) {}

  start(): void {
    this.#isStarted = true
    void this.refreshIfOld()
  }

  stop(): void {
    this.#isStarted = false
    clearTimeout(this.#timer)
  }

  /** Refreshes if it is wanted, too old, and no failure is too fresh. Never throws. */
  refreshIfOld(): Promise<void> {
    this.#running ??= this.#refreshIfOld().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #refreshIfOld(): Promise<void> {
    const { now, settings, logger } = this.dependencies
    try {
      const dueAt = await this.#dueAt()
      if (dueAt === null || dueAt > now()) return
      const result = await this.dependencies.refresh.handle()
      if (result.type === 'refreshed') {
        this.#failures = 0
        logger.info({ models: result.models }, 'catalogue refreshed')
        return
      }
      this.#noteFailure(settings)
      logger.warn({ reason: result.reason, failures: this.#failures }, 'catalogue not refreshed')
    } catch (error) {
      this.#noteFailure(settings)
      logger.error({ err: error }, 'catalogue not refreshed')
    } finally {
      await this.#schedule()
    }
  }

  /** Null when nobody wants it. */
  async #dueAt(): Promise<number | null> {
    const { isWanted, table, settings } = this.dependencies
    if (!(await isWanted())) return null
    const heardAt = await table.heardAt('openrouter')
    const oldAt = heardAt === null ? 0 : heardAt + settings.maxAgeMs
    return Math.max(oldAt, this.#failures > 0 ? this.#retryAt : 0)
  }

  #noteFailure({ firstPauseMs, longestPauseMs }: RefresherSettings): void {
    const pause = Math.min(firstPauseMs * 2 ** this.#failures, longestPauseMs)
    this.#failures++
    this.#retryAt = this.dependencies.now() + pause
  }

  /** Unwanted, it looks again when a key is saved; a clock that jumped is noticed within the hour. */
  async #schedule(): Promise<void> {
    clearTimeout(this.#timer)
    const dueAt = await this.#dueAt().catch(() => this.#retryAt)
    if (!this.#isStarted || dueAt === null) return
    const { now, settings } = this.dependencies
    const pause = Math.min(Math.max(dueAt - now(), 1_000), settings.longestPauseMs)
    this.#timer = setTimeout(() => void this.refreshIfOld(), pause).unref()
  }
}
