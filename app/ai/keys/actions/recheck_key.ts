import type { KeyChecker } from '#ai/keys/checks/key_checker'
import type { FailedCheck, KeyCheck } from '#ai/keys/checks/key_check'
import { KeyUnreadableError, type KeyCipher } from '#ai/keys/key_cipher'
import type { KeyProvider, KeyRow } from '#ai/keys/key_row'
import type { KeyTable } from '#ai/keys/key_table'
import type { MainDatabase } from '#core/database'

export type RecheckKeyResult =
  | { type: 'works' }
  | { type: 'check_failed'; check: FailedCheck; row: KeyRow }
  /** The encryption key of this Loft changed since it was stored. */
  | { type: 'unreadable' }
  | { type: 'not_found' }

/** Asks the provider again about a stored key, and keeps what it says. */
export class RecheckKey {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: KeyTable,
    private readonly cipher: KeyCipher,
    private readonly checker: KeyChecker,
    private readonly now: () => number
  ) {}

  async handle({ userId, id }: { userId: string; id: string }): Promise<RecheckKeyResult> {
    const row = await this.table.find(userId, id)
    if (!row || row.provider === 'local') return { type: 'not_found' }
    const check = await this.#check(row)
    if (check === 'unreadable') return { type: 'unreadable' }
    await this.#keep(row, check)
    return check.type === 'works' ? { type: 'works' } : { type: 'check_failed', check, row }
  }

  async #check(row: KeyRow): Promise<KeyCheck | 'unreadable'> {
    try {
      const place = { userId: row.userId, rowId: row.id }
      const apiKey = row.sealedKey === null ? null : this.cipher.decrypt(row.sealedKey, place)
      return await this.checker.check(row.provider as KeyProvider | 'custom', apiKey, row.baseUrl)
    } catch (error) {
      if (error instanceof KeyUnreadableError) return 'unreadable'
      throw error
    }
  }

  /** A provider that could not be asked says nothing about the key. */
  async #keep(checked: KeyRow, check: KeyCheck): Promise<void> {
    if (check.type !== 'works' && check.type !== 'rejected') return
    const now = this.now()
    await this.database.transaction((sqlite) => {
      const row = this.table
        .listWithin(sqlite, checked.userId)
        .find(({ id, sealedKey }) => id === checked.id && sealedKey === checked.sealedKey)
      // Replaced or removed meanwhile: the answer is about a key that is gone.
      if (!row) return
      const facts =
        check.type === 'works'
          ? { label: check.label, limits: check.limits, models: check.models, rejectedAt: null }
          : { rejectedAt: row.rejectedAt ?? now }
      this.table.put(sqlite, { ...row, ...facts, checkedAt: now }, now)
    })
  }
}
