import { randomUUID } from 'node:crypto'

import type { LocalServers } from '#ai/catalogue/local_servers'
import type { KeyTable } from '#ai/keys/key_table'
import type { MainDatabase } from '#core/database'

export type SwitchLocalServerResult = { type: 'switched' } | { type: 'not_found' }

/** Uses a found server, or leaves it out of one person's models. A row is made when somebody first decides. */
export class SwitchLocalServer {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: KeyTable,
    private readonly localServers: LocalServers,
    private readonly now: () => number
  ) {}

  async handle(input: {
    userId: string
    address: string
    isActive: boolean
  }): Promise<SwitchLocalServerResult> {
    const { userId, address, isActive } = input
    const isKnown = this.localServers.found.some((server) => server.address === address)
    if (!isKnown) return { type: 'not_found' }
    await this.database.transaction((sqlite) => {
      const known = this.table
        .listWithin(sqlite, userId)
        .find(({ provider, baseUrl }) => provider === 'local' && baseUrl === address)
      const now = this.now()
      const fresh = {
        ...{ id: randomUUID(), userId, provider: 'local' as const, name: null, baseUrl: address },
        ...{ sealedKey: null, hint: '', label: null, limits: null, models: null },
        ...{ checkedAt: null, rejectedAt: null, lastUsedAt: null, createdAt: now },
      }
      this.table.put(sqlite, { ...fresh, ...known, isActive }, now)
    })
    return { type: 'switched' }
  }
}
