import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Secret } from '@adonisjs/core/helpers'

/** Whose key it is and where it is stored. A ciphertext opens at this place and nowhere else. */
export interface KeyPlace {
  userId: string
  /** Id of the `user_models` row. */
  rowId: string
}

/** A stored key was encrypted with another encryption key, moved to another row, or damaged. */
export class KeyUnreadableError extends Error {
  readonly code = 'E_KEY_UNREADABLE'

  constructor(readonly reason: 'unknown_encryption_key' | 'damaged') {
    super(`A stored key cannot be decrypted (${reason})`)
  }
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts the keys that people store: AES-256-GCM under KEYS_ENCRYPTION_KEY, bound to user and row. A stored key reads
 * `v1.<id of the encryption key>.<nonce, ciphertext and tag in base64url>`; the id tells after a rotation which key opens it.
 */
export class KeyCipher {
  readonly #keys = new Map<string, Buffer>()
  readonly #currentId: string

  /**
   * @param current 32 bytes in base64; everything new is encrypted with it
   * @param previous the one before, as long as a rotation is not finished
   */
  constructor(current: Secret<string>, previous?: Secret<string>) {
    for (const secret of previous ? [previous, current] : [current]) {
      const key = Buffer.from(secret.release(), 'base64')
      this.#keys.set(idOf(key), key)
    }
    this.#currentId = idOf(Buffer.from(current.release(), 'base64'))
  }

  encrypt(secret: Secret<string>, place: KeyPlace): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.#currentId)!, nonce)
    cipher.setAAD(bindingOf(place))
    const text = Buffer.concat([cipher.update(secret.release(), 'utf8'), cipher.final()])
    const sealed = Buffer.concat([nonce, text, cipher.getAuthTag()])
    return [VERSION, this.#currentId, sealed.toString('base64url')].join('.')
  }

  /** @throws KeyUnreadableError */
  decrypt(stored: string, place: KeyPlace): Secret<string> {
    const [version, keyId = '', sealed = ''] = stored.split('.')
    const key = this.#keys.get(keyId)
    if (version !== VERSION || !key) throw new KeyUnreadableError('unknown_encryption_key')
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new KeyUnreadableError('damaged')
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(bindingOf(place))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
      return new Secret(Buffer.concat([text, decipher.final()]).toString('utf8'))
    } catch {
      throw new KeyUnreadableError('damaged')
    }
  }

  /** Whether it was encrypted with the current encryption key. */
  isCurrent(stored: string): boolean {
    return stored.startsWith(`${VERSION}.${this.#currentId}.`)
  }
}

function bindingOf({ userId, rowId }: KeyPlace): Buffer {
  return Buffer.from(JSON.stringify(['loft', 'user_models.api_key', userId, rowId]))
}

/** Says which key it is without saying anything about it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('loft key id').update(key).digest('hex').slice(0, 8)
}
