import { randomBytes, randomUUID } from 'node:crypto'
import { Secret } from '@adonisjs/core/helpers'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

import { LocalServers } from '#ai/catalogue/local_servers'
import { DatabaseKeyRing } from '#ai/keys/database_key_ring'
import { KeyCipher } from '#ai/keys/key_cipher'
import type { KeyRow } from '#ai/keys/key_row'
import { KeyTable } from '#ai/keys/key_table'
import { OperatorConnections } from '#ai/keys/operator_connections'
import { MainDatabase } from '#core/database'
import type { ModelRef } from '#shared/model_id'
import { forgetConnections } from '#tests/support/provider_stage'

const encryptionKey = () => new Secret(randomBytes(32).toString('base64'))
const baseUrls = {
  openrouter: 'http://or',
  openai: 'http://oa',
  anthropic: 'http://an',
  google: 'http://go',
}
const model: ModelRef = { provider: 'openrouter', name: 'any' }

async function givenRing({ operatorKey = null as string | null } = {}) {
  const database = await app.container.make(MainDatabase)
  const table = new KeyTable(database)
  const cipher = new KeyCipher(encryptionKey())
  const openRouterKey = operatorKey === null ? null : new Secret(operatorKey)
  const ring = new DatabaseKeyRing({
    ...{ table, cipher, baseUrls, now: () => 1_000_000 },
    operator: new OperatorConnections({ server: null, openRouterKey, baseUrls }),
    localServers: new LocalServers({ addresses: [], timeoutMs: 1 }, fetch, Date.now),
    logger: await app.container.make('logger'),
  })
  const store = async (
    userId: string,
    given: Partial<KeyRow> = {},
    key = 'own-key',
    by = cipher
  ) => {
    const id = randomUUID()
    const row: KeyRow = {
      ...{ id, userId, provider: 'openrouter', name: null, baseUrl: null, hint: '', label: null },
      ...{
        limits: null,
        models: null,
        isActive: true,
        checkedAt: 1,
        rejectedAt: null,
        lastUsedAt: null,
        createdAt: 1,
      },
      sealedKey: by.encrypt(new Secret(key), { userId, rowId: id }),
      ...given,
    }
    await database.transaction((sqlite) => table.put(sqlite, row, 1))
    return id
  }
  const keyOf = async (userId: string, ref = model) => {
    const connection = await ring.connect(userId, ref)
    return connection && [connection.billedTo, connection.apiKey?.release() ?? null]
  }
  return { ring, table, database, store, keyOf }
}

test.group('Key ring', (group) => {
  group.each.setup(() => forgetConnections())
  const [userId, other] = [randomUUID(), randomUUID()]

  test('a person’s own key comes first, the operator’s else', async ({ assert }) => {
    const { store, keyOf } = await givenRing({ operatorKey: 'operator-key' })
    await store(userId)
    assert.deepEqual(await keyOf(userId), ['own_key', 'own-key'])
    assert.deepEqual(await keyOf(other), ['operator', 'operator-key'])
    assert.isNull(await keyOf(userId, { provider: 'openai', name: 'gpt' }))
  })

  test('a rejected key is not replaced by the operator’s, one that is off is', async ({
    assert,
  }) => {
    const { store, keyOf, ring, table } = await givenRing({ operatorKey: 'operator-key' })
    const id = await store(userId)
    await ring.markRejected(id)
    assert.isNotNull((await table.find(userId, id))!.rejectedAt)
    assert.deepEqual(await keyOf(userId), ['own_key', 'own-key'])
    await table.setActive(userId, id, false, 1)
    assert.deepEqual(await keyOf(userId), ['operator', 'operator-key'])
    const alone = await givenRing()
    const rejected = await alone.store(other, { rejectedAt: 5 })
    await alone.table.setActive(other, rejected, false, 1)
    assert.isNull(await alone.keyOf(other))
    await ring.markRejected('of-nobody')
  })

  test('a server of one’s own is reached by its id, and only by its owner', async ({ assert }) => {
    const { store, ring } = await givenRing()
    const server = {
      provider: 'custom' as const,
      name: 'Mine',
      baseUrl: 'https://models.example/v1',
    }
    const first = await store(userId, { ...server, sealedKey: null })
    await store(userId, { ...server, baseUrl: 'https://other.example/v1' })
    const ref: ModelRef = { provider: 'custom', connectionId: first, name: 'llama' }
    const connection = await ring.connect(userId, ref)
    assert.containSubset(connection, {
      baseUrl: 'https://models.example/v1',
      apiKey: null,
      keyId: first,
    })
    assert.isNull(await ring.connect(other, ref))
    assert.isNull(await ring.connect(userId, { ...ref, connectionId: randomUUID() }))
  })

  test('a key that cannot be decrypted is marked rejected, and nobody crashes', async ({
    assert,
  }) => {
    const { store, keyOf, table, database } = await givenRing()
    const id = await store(userId, {}, 'own-key', new KeyCipher(encryptionKey()))
    assert.isNull(await keyOf(userId))
    assert.isNotNull((await table.find(userId, id))!.rejectedAt)
    // Moved under another person, a row opens nothing.
    const good = await store(other)
    await database.run((sqlite) =>
      sqlite.prepare('UPDATE user_models SET user_id = ? WHERE id = ?').run(randomUUID(), good)
    )
    const [moved] = await table.listSealed().then((rows) => rows.filter((row) => row.id === good))
    assert.isNull(await keyOf(moved!.userId))
  })

  test('a use is noted, at most once a minute', async ({ assert }) => {
    const { store, keyOf, table } = await givenRing()
    const id = await store(userId)
    await keyOf(userId)
    assert.equal((await table.find(userId, id))!.lastUsedAt, 1_000_000)
    const recent = await givenRing()
    const used = await recent.store(other, { lastUsedAt: 999_000 })
    await recent.keyOf(other)
    assert.equal((await recent.table.find(other, used))!.lastUsedAt, 999_000)
  })
})
