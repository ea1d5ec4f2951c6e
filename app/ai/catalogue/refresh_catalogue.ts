import type { Catalogue } from '#ai/catalogue/catalogue'
import type { CatalogueTable } from '#ai/catalogue/catalogue_table'
import { readOpenRouterModels } from '#ai/catalogue/openrouter_entry'
import { askJson, type JsonAnswer } from '#core/network/ask_json'

export type RefreshResult =
  | { type: 'refreshed'; models: number }
  /** What was known stays. */
  | { type: 'failed'; reason: Exclude<JsonAnswer['type'], 'answered'> | 'unreadable' }

/** Asks OpenRouter what it offers. The list is public: no key goes along. */
export class RefreshCatalogue {
  constructor(
    private readonly table: CatalogueTable,
    private readonly catalogue: Catalogue,
    private readonly fetch: typeof globalThis.fetch,
    private readonly settings: { baseUrls: { openrouter: string }; timeoutMs: number },
    private readonly now: () => number
  ) {}

  async handle(): Promise<RefreshResult> {
    const { baseUrls, timeoutMs } = this.settings
    const answer = await askJson(this.fetch, `${baseUrls.openrouter}/models`, { timeoutMs })
    if (answer.type !== 'answered') return { type: 'failed', reason: answer.type }
    const models = readOpenRouterModels(answer.body)
    // An empty list would take every model away from everybody; no provider means that.
    if (!models?.length) return { type: 'failed', reason: 'unreadable' }
    await this.table.replace('openrouter', models, this.now())
    this.catalogue.forget()
    await this.catalogue.read()
    return { type: 'refreshed', models: models.length }
  }
}
