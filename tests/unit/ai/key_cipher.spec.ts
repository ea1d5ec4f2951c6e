import { randomBytes } from 'node:crypto'
import { Secret } from '@adonisjs/core/helpers'
import { test } from '@japa/runner'

import { KeyCipher, KeyUnreadableError } from '#ai/keys/key_cipher'

const encryptionKey = () => new Secret(randomBytes(32).toString('base64'))
const place = { userId: 'user-1', rowId: 'row-1' }
const secret = new Secret('sk-or-v1-0123456789')

test.group('Key cipher', () => {
  test('what goes in comes out, and never looks the same twice', ({ assert }) => {
    const cipher = new KeyCipher(encryptionKey())
    const [one, other] = [cipher.encrypt(secret, place), cipher.encrypt(secret, place)]
    assert.notEqual(one, other)
    assert.notInclude(
      one + Buffer.from(one.split('.')[2]!, 'base64url').toString('latin1'),
      '0123456789'
    )
    assert.equal(cipher.decrypt(one, place).release(), secret.release())
  })

  test('it opens only where it was stored', ({ assert }) => {
    const cipher = new KeyCipher(encryptionKey())
    const stored = cipher.encrypt(secret, place)
    for (const elsewhere of [
      { ...place, userId: 'user-2' },
      { ...place, rowId: 'row-2' },
      { userId: 'row-1', rowId: 'user-1' },
    ]) {
      assert.throws(() => cipher.decrypt(stored, elsewhere), KeyUnreadableError as never)
    }
  })

  test('any changed byte is noticed', ({ assert }) => {
    const cipher = new KeyCipher(encryptionKey())
    const [version, id, sealed] = cipher.encrypt(secret, place).split('.')
    const bytes = Buffer.from(sealed!, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      const text = [version, id, changed.toString('base64url')].join('.')
      assert.throws(() => cipher.decrypt(text, place), KeyUnreadableError as never)
    }
    for (const text of [
      '',
      'v1',
      `v1.${id}`,
      `v1.${id}.`,
      `v1.${id}.AAAA`,
      `v2.${id}.${sealed}`,
      `v1.00000000.${sealed}`,
    ]) {
      assert.throws(() => cipher.decrypt(text, place), KeyUnreadableError as never)
    }
  })

  test('after a rotation the old key still opens, and says that it is old', ({ assert }) => {
    const [before, after] = [encryptionKey(), encryptionKey()]
    const stored = new KeyCipher(before).encrypt(secret, place)
    const rotating = new KeyCipher(after, before)
    assert.isFalse(rotating.isCurrent(stored))
    assert.equal(rotating.decrypt(stored, place).release(), secret.release())
    assert.isTrue(rotating.isCurrent(rotating.encrypt(secret, place)))
    assert.throws(() => new KeyCipher(after).decrypt(stored, place), /unknown_encryption_key/)
  })
})
