import type BetterSqlite3 from 'better-sqlite3'

import type { CatalogueTable } from '#ai/catalogue/catalogue_table'
import type { LocalServers } from '#ai/catalogue/local_servers'
import type { KeyTable } from '#ai/keys/key_table'
import type { OperatorConnections } from '#ai/keys/operator_connections'
import type { MainDatabase } from '#core/database'
import { parseModelId } from '#shared/model_id'

interface Dependencies {
  database: MainDatabase
  keys: KeyTable
  models: CatalogueTable
  localServers: LocalServers
  operator: OperatorConnections
  serverModels: readonly { id: string }[]
}

/** Whether a person may ask a model: a client may name any. */
export class OffersModel {
  constructor(private readonly dependencies: Dependencies) {}

  handle(userId: string, modelId: string): Promise<boolean> {
    return this.dependencies.database.run((sqlite) => this.within(sqlite, userId, modelId))
  }

  /** The same inside a transaction. */
  within(sqlite: BetterSqlite3.Database, userId: string, modelId: string): boolean {
    const { operator, serverModels } = this.dependencies
    const { provider, name, connectionId } = parseModelId(modelId)
    if (provider === 'server') {
      // The demonstration costs nothing and answers whatever it is called.
      return operator.isDemo || serverModels.some(({ id }) => id === name)
    }
    const rows = this.dependencies.keys.listWithin(sqlite, userId)
    if (provider === 'local') {
      const servers = this.dependencies.localServers.usedBy(rows)
      return servers.some(({ models }) => models.some(({ modelName }) => modelName === name))
    }
    const own = rows.find(
      (row) =>
        row.isActive &&
        row.provider === provider &&
        (provider !== 'custom' || row.id === connectionId)
    )
    if (provider === 'openrouter') {
      if (!own && !operator.has('openrouter')) return false
      return this.dependencies.models.isAvailableWithin(sqlite, 'openrouter', name)
    }
    return own?.models?.some(({ modelName }) => modelName === name) ?? false
  }
}
