import type { ModelDescription } from '#ai/catalogue/model_description'
import type { MainDatabase } from '#core/database'
import type { ProviderName } from '#shared/model_id'
import type { ModelPricing } from '#shared/protocol/bootstrap'
import type BetterSqlite3 from 'better-sqlite3'

interface Cells {
  model_id: string
  name: string
  author: string | null
  description: string | null
  capabilities: string
  pricing: string | null
  context_length: number | null
  released_at: number | null
  expires_at: number | null
}

type Capabilities = Pick<
  ModelDescription,
  'canSeeImages' | 'canUseTools' | 'canReason' | 'maxOutputTokens'
>

/** Rows of one transaction: the catalogue of a large provider must not hold up the log. */
const BATCH = 200

/** The `models` table: what providers offer to whoever has a key. */
export class CatalogueTable {
  constructor(private readonly database: MainDatabase) {}

  /** What is available, in the provider's own order as far as dates tell it: newest first. */
  async list(provider: ProviderName): Promise<ModelDescription[]> {
    const rows = await this.database.run((sqlite) =>
      sqlite
        .prepare(
          'SELECT * FROM models WHERE provider_name = ? AND is_available ORDER BY released_at DESC, model_id'
        )
        .all(provider)
    )
    return (rows as Cells[]).map(toDescription)
  }

  /** When the provider was last heard, in milliseconds since 1970; null when never. */
  async heardAt(provider: ProviderName): Promise<number | null> {
    const row = await this.database.run((sqlite) =>
      sqlite.prepare('SELECT max(seen_at) AS at FROM models WHERE provider_name = ?').get(provider)
    )
    return (row as { at: number | null }).at
  }

  isAvailableWithin(sqlite: BetterSqlite3.Database, provider: ProviderName, name: string): boolean {
    const sql =
      'SELECT 1 FROM models WHERE provider_name = ? AND model_id = ? AND is_available LIMIT 1'
    return this.database.prepare(sqlite, sql).get(provider, name) !== undefined
  }

  /** Takes over what the provider names now. What it names no more stays, not available. */
  async replace(provider: ProviderName, models: ModelDescription[], now: number): Promise<void> {
    for (let start = 0; start < models.length; start += BATCH) {
      await this.database.transaction((sqlite) => {
        for (const model of models.slice(start, start + BATCH)) {
          this.#put(sqlite, provider, model, now)
        }
      })
    }
    await this.database.run((sqlite) =>
      sqlite
        .prepare(
          'UPDATE models SET is_available = 0, updated_at = ? WHERE provider_name = ? AND seen_at < ? AND is_available'
        )
        .run(now, provider, now)
    )
  }

  #put(
    sqlite: BetterSqlite3.Database,
    provider: ProviderName,
    model: ModelDescription,
    now: number
  ): void {
    const { canSeeImages, canUseTools, canReason, maxOutputTokens, pricing } = model
    const capabilities: Capabilities = { canSeeImages, canUseTools, canReason, maxOutputTokens }
    const isPaid = pricing === null || Object.values(pricing).some((price) => price > 0)
    this.database
      .prepare(
        sqlite,
        `INSERT INTO models (provider_name, model_id, name, is_available, is_byok_supported, is_paid_model, author,
           description, capabilities, pricing, context_length, released_at, expires_at, seen_at, created_at, updated_at)
         VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (provider_name, model_id) DO UPDATE SET name = excluded.name, is_available = 1,
           is_paid_model = excluded.is_paid_model, author = excluded.author, description = excluded.description,
           capabilities = excluded.capabilities, pricing = excluded.pricing, context_length = excluded.context_length,
           released_at = excluded.released_at, expires_at = excluded.expires_at, seen_at = excluded.seen_at,
           updated_at = excluded.updated_at`
      )
      .run(
        ...[provider, model.modelName, model.name, Number(isPaid), model.author],
        ...[model.description, JSON.stringify(capabilities), pricing && JSON.stringify(pricing)],
        ...[model.contextLength, model.releasedAt, model.expiresAt, now, now, now]
      )
  }
}

function toDescription(cells: Cells): ModelDescription {
  return {
    modelName: cells.model_id,
    name: cells.name,
    author: cells.author,
    description: cells.description,
    contextLength: cells.context_length,
    pricing: cells.pricing ? (JSON.parse(cells.pricing) as ModelPricing) : null,
    releasedAt: cells.released_at,
    expiresAt: cells.expires_at,
    ...(JSON.parse(cells.capabilities) as Capabilities),
  }
}
