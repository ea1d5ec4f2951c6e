import { KeyUnreadableError, type KeyCipher } from '#ai/keys/key_cipher'
import type { KeyTable } from '#ai/keys/key_table'
import type { MainDatabase } from '#core/database'

export interface RotateKeysResult {
  /** Encrypted anew. */
  rotated: number
  /** Were under the current encryption key already. */
  current: number
  /** Ids of rows that neither encryption key opens; they stay as they are. */
  unreadable: string[]
}

const BATCH = 100

/** Encrypts every stored key with the current encryption key. Stopped half-way, it goes on where it was when it runs again. */
export class RotateKeys {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: KeyTable,
    private readonly cipher: KeyCipher
  ) {}

  async handle(): Promise<RotateKeysResult> {
    const result: RotateKeysResult = { rotated: 0, current: 0, unreadable: [] }
    const all = await this.table.listSealed()
    const old = all.filter(({ sealedKey }) => !this.cipher.isCurrent(sealedKey))
    result.current = all.length - old.length
    for (let start = 0; start < old.length; start += BATCH) {
      await this.database.transaction((sqlite) => {
        const write = sqlite.prepare('UPDATE user_models SET api_key = ? WHERE id = ?')
        for (const { id, userId, sealedKey } of old.slice(start, start + BATCH)) {
          const renewed = this.#renew(sealedKey, userId, id)
          if (renewed === null) {
            result.unreadable.push(id)
            continue
          }
          write.run(renewed, id)
          result.rotated++
        }
      })
    }
    return result
  }

  #renew(sealedKey: string, userId: string, rowId: string): string | null {
    try {
      return this.cipher.encrypt(this.cipher.decrypt(sealedKey, { userId, rowId }), {
        userId,
        rowId,
      })
    } catch (error) {
      if (error instanceof KeyUnreadableError) return null
      throw error
    }
  }
}
