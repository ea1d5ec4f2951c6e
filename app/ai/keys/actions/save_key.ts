import { randomUUID } from 'node:crypto'
import type { Secret } from '@adonisjs/core/helpers'

import type { FailedCheck, KeyCheck } from '#ai/keys/checks/key_check'
import type { KeyChecker } from '#ai/keys/checks/key_checker'
import type { KeyCipher } from '#ai/keys/key_cipher'
import type { KeyProvider, KeyRow } from '#ai/keys/key_row'
import type { KeyTable } from '#ai/keys/key_table'
import { hintOf } from '#ai/keys/typed_key'
import type { MainDatabase } from '#core/database'
import type { AddressGuard, AddressRefusal } from '#core/network/address_guard'

export interface SaveKeyInput {
  userId: string
  provider: KeyProvider | 'custom'
  /** Null only for servers that want none. */
  apiKey: Secret<string> | null
  /** What the person calls their server, and where it is; only with `custom`. */
  server?: { name: string; baseUrl: string; replaces?: string }
}

export type SaveKeyResult =
  | { type: 'saved'; id: string }
  | { type: 'check_failed'; check: FailedCheck }
  | { type: 'address_refused'; refusal: AddressRefusal }
  | { type: 'too_many'; most: number }
  /** The server that should be replaced is not there. */
  | { type: 'not_found' }

interface Dependencies {
  database: MainDatabase
  table: KeyTable
  cipher: KeyCipher
  checker: KeyChecker
  guard: AddressGuard
  /** Most servers of their own that one person adds. */
  mostServers: number
  /** What follows from a new key before its owner sees the page again. Never throws. */
  onSaved: (provider: KeyProvider | 'custom', userId: string) => Promise<void>
  now: () => number
}

/** Stores a key, if the provider says that it works. A provider of fixed address has one key: a new one takes the old one's place. */
export class SaveKey {
  constructor(private readonly dependencies: Dependencies) {}

  async handle(input: SaveKeyInput): Promise<SaveKeyResult> {
    const { table, checker, guard, mostServers } = this.dependencies
    const { userId, provider, apiKey, server } = input
    const refusal = server && guard.refusalOf(server.baseUrl)
    if (refusal) return { type: 'address_refused', refusal }
    const obstacle = obstacleTo(input, await table.listOf(userId), mostServers)
    if (obstacle) return obstacle

    const check = await checker.check(provider, apiKey, server?.baseUrl ?? null)
    if (check.type !== 'works') return { type: 'check_failed', check }

    const result = await this.#store(input, check)
    if (result.type === 'saved') await this.dependencies.onSaved(provider, userId)
    return result
  }

  /** Looks again: the check took its time, and somebody may have pressed twice. */
  #store(input: SaveKeyInput, check: Extract<KeyCheck, { type: 'works' }>): Promise<SaveKeyResult> {
    const { database, table, mostServers } = this.dependencies
    const { userId, provider, apiKey, server } = input
    return database.transaction((sqlite) => {
      const rows = table.listWithin(sqlite, userId)
      const again = obstacleTo(input, rows, mostServers)
      if (again) return again
      const now = this.dependencies.now()
      const known = replacedBy(input, rows)
      const id = known?.id ?? randomUUID()
      const row: KeyRow = {
        ...{ id, userId, provider, name: server?.name ?? null, baseUrl: server?.baseUrl ?? null },
        sealedKey: apiKey && this.dependencies.cipher.encrypt(apiKey, { userId, rowId: id }),
        hint: hintOf(apiKey),
        ...{ label: check.label, limits: check.limits, models: check.models },
        ...{ isActive: true, checkedAt: now, rejectedAt: null },
        ...{ lastUsedAt: known?.lastUsedAt ?? null, createdAt: known?.createdAt ?? now },
      }
      table.put(sqlite, row, now)
      return { type: 'saved', id }
    })
  }
}

function replacedBy({ provider, server }: SaveKeyInput, rows: KeyRow[]): KeyRow | undefined {
  return provider === 'custom'
    ? rows.find((row) => row.provider === 'custom' && row.id === server?.replaces)
    : rows.find((row) => row.provider === provider)
}

function obstacleTo(
  input: SaveKeyInput,
  rows: KeyRow[],
  most: number
): Extract<SaveKeyResult, { type: 'too_many' | 'not_found' }> | null {
  if (input.provider !== 'custom' || replacedBy(input, rows)) return null
  if (input.server?.replaces !== undefined) return { type: 'not_found' }
  const count = rows.filter(({ provider }) => provider === 'custom').length
  return count >= most ? { type: 'too_many', most } : null
}
