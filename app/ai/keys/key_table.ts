import type BetterSqlite3 from 'better-sqlite3'

import type { ModelDescription } from '#ai/catalogue/model_description'
import type { KeyRow } from '#ai/keys/key_row'
import type { MainDatabase } from '#core/database'
import type { ModelRef, ProviderName } from '#shared/model_id'

interface Cells {
  id: string
  user_id: string
  provider_name: string
  name: string | null
  base_url: string | null
  api_key: string | null
  key_hint: string
  label: string | null
  limits: string | null
  models: string | null
  is_active: number
  checked_at: number | null
  rejected_at: number | null
  last_used_at: number | null
  created_at: number
}

/** The rows of `user_models`. Every question names the user, so that "not yours" and "not there" are one answer. */
export class KeyTable {
  constructor(private readonly database: MainDatabase) {}

  /** In the order they were added. */
  async listOf(userId: string): Promise<KeyRow[]> {
    return this.database.run((sqlite) => this.listWithin(sqlite, userId))
  }

  listWithin(sqlite: BetterSqlite3.Database, userId: string): KeyRow[] {
    const sql = 'SELECT * FROM user_models WHERE user_id = ? ORDER BY created_at, id'
    return (this.database.prepare(sqlite, sql).all(userId) as Cells[]).map(toRow)
  }

  async find(userId: string, id: string): Promise<KeyRow | null> {
    const cells = await this.database.run((sqlite) =>
      this.database
        .prepare(sqlite, 'SELECT * FROM user_models WHERE user_id = ? AND id = ?')
        .get(userId, id)
    )
    return cells ? toRow(cells as Cells) : null
  }

  /** What the person's connection said of one of its models; the newest word where several say something. */
  describeModel(
    sqlite: BetterSqlite3.Database,
    userId: string,
    { provider, connectionId, name }: ModelRef
  ): ModelDescription | null {
    const cells = this.database
      .prepare(
        sqlite,
        `SELECT model.value FROM user_models, json_each(user_models.models) AS model
         WHERE user_id = ? AND provider_name = ? AND (? IS NULL OR user_models.id = ?)
           AND json_extract(model.value, '$.modelName') = ?
         ORDER BY is_active DESC, checked_at DESC LIMIT 1`
      )
      .get(userId, provider, connectionId ?? null, connectionId ?? null, name)
    const { value } = (cells ?? {}) as { value?: string }
    return value === undefined ? null : (JSON.parse(value) as ModelDescription)
  }

  /** Adds the row, or writes everything of it anew. */
  put(sqlite: BetterSqlite3.Database, row: KeyRow, now: number): void {
    this.database
      .prepare(
        sqlite,
        `INSERT INTO user_models (id, user_id, provider_name, name, base_url, api_key, key_hint, label, limits, models,
           is_active, checked_at, rejected_at, last_used_at, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, base_url = excluded.base_url, api_key = excluded.api_key,
           key_hint = excluded.key_hint, label = excluded.label, limits = excluded.limits, models = excluded.models,
           is_active = excluded.is_active, checked_at = excluded.checked_at, rejected_at = excluded.rejected_at,
           updated_at = excluded.updated_at
         WHERE user_id = excluded.user_id`
      )
      .run(
        ...[row.id, row.userId, row.provider, row.name, row.baseUrl, row.sealedKey, row.hint],
        ...[row.label, row.limits && JSON.stringify(row.limits)],
        ...[row.models && JSON.stringify(row.models), Number(row.isActive)],
        ...[row.checkedAt, row.rejectedAt, row.lastUsedAt, row.createdAt, now]
      )
  }

  /** False when there was no such row. */
  async setActive(userId: string, id: string, isActive: boolean, now: number): Promise<boolean> {
    return this.#change(
      'UPDATE user_models SET is_active = ?, updated_at = ? WHERE user_id = ? AND id = ?',
      [Number(isActive), now, userId, id]
    )
  }

  /** False when there was no such row. */
  async remove(userId: string, id: string): Promise<boolean> {
    return this.#change('DELETE FROM user_models WHERE user_id = ? AND id = ?', [userId, id])
  }

  async markRejected(id: string, now: number): Promise<void> {
    await this.#change(
      'UPDATE user_models SET rejected_at = ?, updated_at = ? WHERE id = ? AND rejected_at IS NULL',
      [now, now, id]
    )
  }

  async markUsed(id: string, now: number): Promise<void> {
    await this.#change('UPDATE user_models SET last_used_at = ? WHERE id = ?', [now, id])
  }

  /** Whether anybody has a key of this provider that is switched on. */
  async isAnyActive(provider: ProviderName): Promise<boolean> {
    return this.database.run(
      (sqlite) =>
        this.database
          .prepare(
            sqlite,
            'SELECT 1 FROM user_models WHERE provider_name = ? AND is_active LIMIT 1'
          )
          .get(provider) !== undefined
    )
  }

  /** Every encrypted key of everybody, for their rotation. */
  async listSealed(): Promise<{ id: string; userId: string; sealedKey: string }[]> {
    return this.database.run(
      (sqlite) =>
        sqlite
          .prepare(
            'SELECT id, user_id AS userId, api_key AS sealedKey FROM user_models WHERE api_key IS NOT NULL ORDER BY id'
          )
          .all() as { id: string; userId: string; sealedKey: string }[]
    )
  }

  async #change(sql: string, parameters: (string | number)[]): Promise<boolean> {
    return this.database.run(
      (sqlite) => this.database.prepare(sqlite, sql).run(...parameters).changes > 0
    )
  }
}

function toRow(cells: Cells): KeyRow {
  return {
    id: cells.id,
    userId: cells.user_id,
    provider: cells.provider_name as ProviderName,
    name: cells.name,
    baseUrl: cells.base_url,
    sealedKey: cells.api_key,
    hint: cells.key_hint,
    label: cells.label,
    limits: cells.limits ? (JSON.parse(cells.limits) as KeyRow['limits']) : null,
    models: cells.models ? (JSON.parse(cells.models) as KeyRow['models']) : null,
    isActive: cells.is_active === 1,
    checkedAt: cells.checked_at,
    rejectedAt: cells.rejected_at,
    lastUsedAt: cells.last_used_at,
    createdAt: cells.created_at,
  }
}
