import type { Logger } from '@adonisjs/core/logger'

import type { LocalServers } from '#ai/catalogue/local_servers'
import type { Connection } from '#ai/keys/connection'
import { KeyUnreadableError, type KeyCipher } from '#ai/keys/key_cipher'
import { KeyRing } from '#ai/keys/key_ring'
import type { KeyProvider, KeyRow } from '#ai/keys/key_row'
import type { KeyTable } from '#ai/keys/key_table'
import type { OperatorConnections } from '#ai/keys/operator_connections'
import type { ModelRef } from '#shared/model_id'

/** How exactly "last used" is kept: every answer would be a write for nothing. */
const USED_EVERY_MS = 60_000

interface Dependencies {
  table: KeyTable
  cipher: KeyCipher
  operator: OperatorConnections
  localServers: LocalServers
  baseUrls: Record<KeyProvider, string>
  now: () => number
  logger: Logger
}

/** Keys of people from `user_models`, the operator's from the configuration. */
export class DatabaseKeyRing extends KeyRing {
  constructor(private readonly dependencies: Dependencies) {
    super()
  }

  async connect(userId: string, model: ModelRef): Promise<Connection | null> {
    const { table, operator, localServers } = this.dependencies
    if (model.provider === 'server') return operator.find('server')
    const rows = await table.listOf(userId)
    if (model.provider === 'local') {
      const baseUrl = await localServers.addressOf(model.name, rows)
      return baseUrl === null
        ? null
        : { provider: 'local', keyId: null, billedTo: 'operator', baseUrl, apiKey: null }
    }
    const own = rows.filter(
      ({ id, provider, isActive }) =>
        isActive &&
        provider === model.provider &&
        (provider !== 'custom' || id === model.connectionId)
    )
    const working = own.filter(({ rejectedAt }) => rejectedAt === null)
    const refused = own.filter(({ rejectedAt }) => rejectedAt !== null)
    // Whoever brought a key is never answered at the operator's cost: the provider itself says what is wrong with it.
    if (own.length > 0) return this.#firstOf(working) ?? this.#firstOf(refused)
    return operator.find(model.provider)
  }

  async markRejected(keyId: string): Promise<void> {
    const { table, now, logger } = this.dependencies
    await table
      .markRejected(keyId, now())
      .catch((error: unknown) =>
        logger.error({ key_id: keyId, err: error }, 'rejected key not marked')
      )
  }

  #firstOf(rows: KeyRow[]): Connection | null {
    for (const row of rows) {
      const connection = this.#open(row)
      if (connection) return connection
    }
    return null
  }

  #open(row: KeyRow): Connection | null {
    const { cipher, baseUrls, logger } = this.dependencies
    const place = { userId: row.userId, rowId: row.id }
    try {
      const apiKey = row.sealedKey === null ? null : cipher.decrypt(row.sealedKey, place)
      this.#noteUse(row)
      return {
        provider: row.provider,
        keyId: row.id,
        billedTo: 'own_key',
        baseUrl: row.baseUrl ?? baseUrls[row.provider as KeyProvider],
        apiKey,
      }
    } catch (error) {
      if (!(error instanceof KeyUnreadableError)) throw error
      logger.error({ key_id: row.id, reason: error.reason }, 'stored key unreadable')
      void this.markRejected(row.id)
      return null
    }
  }

  #noteUse({ id, lastUsedAt }: KeyRow): void {
    const { table, now } = this.dependencies
    if (lastUsedAt !== null && now() - lastUsedAt < USED_EVERY_MS) return
    // A fact for the settings page: no answer fails for it.
    table.markUsed(id, now()).catch(() => undefined)
  }
}
