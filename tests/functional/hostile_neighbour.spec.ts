import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { KeyTable } from '#ai/keys/key_table'
import { MainDatabase } from '#core/database'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { errorOf, forgetLimits, givenAccount, PASSWORD, post } from '#tests/support/accounts'
import { pngOf } from '#tests/support/png'
import { forgetConnections, stageProviders } from '#tests/support/provider_stage'
import { Uploader } from '#tests/support/uploader'
import { Visitor } from '#tests/support/visitor'

/** Two accounts on one server, and one of them knows every id of the other. */
test.group('A hostile neighbour', (group) => {
  group.each.setup(() => forgetLimits())

  test('asks nothing over a connection of somebody else, in a temporary chat either', async ({
    assert,
    cleanup,
  }) => {
    const { upstream, close } = await stageProviders()
    cleanup(async () => {
      await forgetConnections()
      await close()
    })
    const [owner, neighbour] = [await givenAccount(), await givenAccount()]
    const id = randomUUID()
    const [table, database] = [
      await app.container.make(KeyTable),
      await app.container.make(MainDatabase),
    ]
    const model = { modelName: 'llama', name: 'llama', pricing: null }
    const row = {
      ...{ id, userId: owner.userId, provider: 'custom', name: 'Mine', sealedKey: null },
      ...{ baseUrl: `${upstream.origin}/v1`, hint: '', label: null, limits: null },
      ...{ models: [model], isActive: true, checkedAt: 1, rejectedAt: null },
      ...{ lastUsedAt: null, createdAt: 1 },
    } as never
    await database.run((sqlite) => table.put(sqlite, row, 1))
    await neighbour.visitor.get('/')
    const question = {
      model: `custom:${id}:llama`,
      ...{ settings: {}, messages: [{ role: 'user', content: 'Whose?' }] },
    }
    const response = await post(neighbour.visitor, '/temporary-answers', question)
    assert.equal((await errorOf(response)).code, 'MODEL_NOT_OFFERED')
    assert.lengthOf(upstream.requests, 0)
  })

  test('neither ends, overwrites nor reads an upload of somebody else', async ({ assert }) => {
    const [owner, neighbour] = [await Uploader.guest(), await Uploader.guest()]
    const image = pngOf(16, 16)
    const id = randomUUID()
    await owner.begin(id, image.length)
    await owner.send(id, 0, image.subarray(0, 20))
    assert.equal((await neighbour.giveUp(id)).status, 404)
    // The same id is another file there.
    assert.equal((await neighbour.begin(id, 4)).status, 201)
    assert.equal((await neighbour.giveUp(id)).status, 204)
    for (const other of [`${owner.userId}.${id}`, `..%2f${owner.userId}.${id}`]) {
      assert.oneOf((await neighbour.head(other)).status, [400, 404])
    }
    assert.equal((await owner.send(id, 20, image.subarray(20))).status, 204)
    const file = await owner.get(`/files/${id}`)
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), image)
    assert.equal((await neighbour.get(`/files/${id}`)).status, 404)
  })

  test('finds no link that opens another door than its own', async ({ assert }) => {
    const { userId, email } = await givenAccount()
    const [tokens, database] = [
      await app.container.make(AccountTokens),
      await app.container.make(MainDatabase),
    ]
    const linkOf = (kind: 'invitation' | 'verification') =>
      database.run((sqlite) => tokens.issue(sqlite, { kind, userId, email, lives: 60_000 }))
    const password = 'nine grey owls'
    for (const kind of ['invitation', 'verification'] as const) {
      const reset = `/reset-password/${await linkOf(kind)}`
      const response = await post(new Visitor(), reset, { password })
      assert.equal((await errorOf(response)).code, 'LINK_GONE')
    }
    const sent = { email, password, invitation: await linkOf('verification') }
    assert.equal((await post(new Visitor(), '/sign-up', sent)).status, 410)
    const link = `/verify/${await linkOf('invitation')}`
    const verified = await post(new Visitor(), link, { password: PASSWORD })
    assert.equal((await errorOf(verified)).code, 'LINK_GONE')
  })

  test('makes no known device up', async ({ assert }) => {
    const [owner, neighbour] = [await givenAccount(), await givenAccount()]
    const known = new Visitor()
    await post(known, '/sign-in', { email: neighbour.email, password: PASSWORD })
    await known.get('/')
    const cookie = /loft_device=([^;]+)/.exec(known.cookie)?.[1] ?? ''
    assert.isAbove(cookie.length, 20)
    assert.notInclude(Buffer.from(cookie, 'base64url').toString('latin1'), neighbour.email)
    const forged = [cookie, cookie.slice(0, -4), `e:${btoa('{"id":"x"}')}`, 's:{}', '%00']
    const guess = (value: string) =>
      known.post('/sign-in', JSON.stringify({ email: owner.email, password: 'a wrong one' }), {
        cookie: known.cookie.replace(cookie, value),
      })
    const statuses: number[] = []
    for (let round = 0; round < 3; round++) {
      for (const value of forged) statuses.push((await guess(value)).status)
    }
    // One limit for all of them: that of the network.
    assert.equal(statuses.filter((status) => status === 429).length, 5)
    assert.equal(statuses.filter((status) => status === 422).length, 10)
  })
})
