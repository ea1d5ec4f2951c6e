import type { Catalogue } from '#ai/catalogue/catalogue'
import type { LocalServers } from '#ai/catalogue/local_servers'
import type { KeyTable } from '#ai/keys/key_table'
import type { KeyView, LocalServerView } from '#shared/protocol/keys_page'

/** What the settings page shows of a person's connections. Never a key: only its last four characters. */
export class ListKeys {
  constructor(
    private readonly table: KeyTable,
    private readonly catalogue: Catalogue,
    private readonly localServers: LocalServers
  ) {}

  async handle(userId: string): Promise<{ keys: KeyView[]; localServers: LocalServerView[] }> {
    const [rows, copy] = await Promise.all([this.table.listOf(userId), this.catalogue.read()])
    const used = this.localServers.usedBy(rows)
    return {
      keys: rows
        .filter(({ provider }) => provider !== 'local')
        .map((row) => ({
          id: row.id,
          provider: row.provider,
          name: row.name,
          baseUrl: row.baseUrl,
          hint: row.hint,
          label: row.label,
          isRejected: row.rejectedAt !== null,
          isActive: row.isActive,
          checkedAt: row.checkedAt,
          lastUsedAt: row.lastUsedAt,
          modelCount:
            row.provider === 'openrouter' ? copy.models.length : (row.models?.length ?? 0),
          limits: row.limits,
        })),
      localServers: this.localServers.found.map((server) => ({
        address: server.address,
        title: server.title,
        modelCount: server.models.length,
        isActive: used.includes(server),
      })),
    }
  }
}
