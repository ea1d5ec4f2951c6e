import { test } from '@japa/runner'

import type { Bootstrap } from '#shared/protocol/bootstrap'
import { PASSWORD, post, someEmail } from '#tests/support/accounts'
import { forgetConnections, givenVisitor, stageProviders } from '#tests/support/provider_stage'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

const KEY = 'sk-or-v1-made-by-openrouter-c0de'

/** Presses "Connect": where the browser is sent. */
async function connect(visitor: Visitor): Promise<string> {
  const response = await visitor.post('/keys/openrouter/connect')
  return ((await response.json()) as { url: string }).url
}

/** Comes back from OpenRouter; what the page says then. Null: connected. */
async function comeBack(visitor: Visitor, url: string): Promise<string | null> {
  const { pathname, search } = new URL(url)
  const response = await visitor.get(pathname + search)
  if (response.status !== 303) throw new Error(`The callback answered ${response.status}`)
  const html = await (await visitor.get('/settings/keys')).text()
  const { outcome } = JSON.parse(/data-page="app"[^>]*>(.*?)<\/script>/s.exec(html)![1]!).props
  if (outcome === null) throw new Error('The page says nothing of the connection')
  return outcome.isConnected ? null : outcome.message
}

const hintsOf = async (visitor: Visitor) => {
  const { keys } = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
  return keys.map(({ hint }) => hint)
}

test.group('Keys | connecting OpenRouter', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    const stage = await stageProviders()
    upstream = stage.upstream
    return stage.close
  })
  group.each.setup(async () => {
    upstream.reset()
    await forgetConnections()
  })

  test('one click there and back stores a key', async ({ assert }) => {
    const visitor = await givenVisitor()
    const url = await connect(visitor)
    const { origin, pathname, searchParams } = new URL(url)
    assert.equal(origin + pathname, `${upstream.origin}/auth`)
    assert.equal(searchParams.get('code_challenge_method'), 'S256')
    assert.match(searchParams.get('code_challenge')!, /^[\w-]{43}$/)
    const callback = new URL(searchParams.get('callback_url')!)
    assert.equal(callback.pathname, '/keys/openrouter/callback')
    assert.match(callback.searchParams.get('state')!, /^[\w-]{32}$/)

    assert.isNull(await comeBack(visitor, upstream.providers.grant(url, KEY)))
    assert.deepEqual(await hintsOf(visitor), ['c0de'])
    // Said once.
    const html = await (await visitor.get('/settings/keys')).text()
    assert.include(html, '"outcome":null')
    assert.notInclude(html, KEY)
  })

  test('the state, the verifier and the code are good once', async ({ assert }) => {
    const visitor = await givenVisitor()
    const back = upstream.providers.grant(await connect(visitor), KEY)
    assert.isNull(await comeBack(visitor, back))
    assert.match((await comeBack(visitor, back))!, /does not belong to a connection you started/)
    assert.lengthOf(
      upstream.providers.requests.filter(({ url }) => url.endsWith('/auth/keys')),
      1
    )
  })

  test('a code that OpenRouter has seen before is refused', async ({ assert }) => {
    const visitor = await givenVisitor()
    const back = upstream.providers.grant(await connect(visitor), KEY)
    upstream.providers.codes.clear()
    assert.match((await comeBack(visitor, back))!, /used up or too old/)
    assert.isEmpty(await hintsOf(visitor))
  })

  test('whoever pressed cancel, or nothing, is told so', async ({ assert }) => {
    const visitor = await givenVisitor()
    const callback = new URL(new URL(await connect(visitor)).searchParams.get('callback_url')!)
    callback.searchParams.set('error', 'access_denied')
    assert.match((await comeBack(visitor, callback.href))!, /cancelled there/)
    assert.isEmpty(upstream.providers.requests)
  })

  test('a foreign state, another person’s attempt and no attempt at all ask nobody', async ({
    assert,
  }) => {
    const [visitor, attacker] = [await givenVisitor(), await givenVisitor()]
    await connect(visitor)
    const foreign = upstream.providers.grant(await connect(attacker), KEY)
    assert.match((await comeBack(visitor, foreign))!, /does not belong/)
    // The refused return has used the attempt up.
    const none = 'http://x/keys/openrouter/callback?state=&code=code-1'
    for (const url of [
      none,
      none.replace('state=', 'state=a&state=b'),
      none.replace('state=&', ''),
    ]) {
      assert.match((await comeBack(visitor, url))!, /does not belong/)
    }
    assert.isEmpty(upstream.providers.requests)
    assert.isEmpty(await hintsOf(visitor))
    const nobody = new Visitor()
    assert.equal((await nobody.get('/keys/openrouter/callback?state=a&code=b')).status, 401)
  })

  test('OpenRouter down, slow to say sense, or giving a key that does not work', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    const faults = [
      ['/api/v1/auth/keys', { status: 502 }, /error 502/],
      ['/api/v1/auth/keys', { status: 200, cut: true }, /could not be reached/],
      ['/api/v1/auth/keys', { status: 200, body: '<html>' }, /not with a list|can read/],
      ['/api/v1/auth/keys', { status: 200, body: { key: 'two words' } }, /can read/],
      [
        '/api/v1/key',
        { status: 401, body: { error: { message: KEY } } },
        /does not accept this key/,
      ],
    ] as const
    for (const [path, fault, sentence] of faults) {
      upstream.providers.faults.clear()
      upstream.providers.faults.set(path, fault as never)
      const message = await comeBack(visitor, upstream.providers.grant(await connect(visitor), KEY))
      assert.match(message!, sentence)
      assert.notInclude(message!, KEY)
    }
    assert.isEmpty(await hintsOf(visitor))
  })

  test('a return that is under way when its person signs out does not sign them in again', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    const { pathname, search } = new URL(upstream.providers.grant(await connect(visitor), KEY))
    const cookie = visitor.cookie
    upstream.providers.faults.set('/api/v1/auth/keys', { status: 502, delayMs: 400 })
    const returning = visitor.get(pathname + search)
    await until('the code to arrive', () => upstream.providers.requests.length > 0)

    assert.equal((await visitor.post('/sign-out')).status, 204)
    assert.equal((await returning).status, 303)
    const again = await new Visitor().get('/bootstrap', { cookie })
    assert.equal(again.status, 401)
  })

  test('and does not put its dead session in place of the one of a new sign-in', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    const { pathname, search } = new URL(upstream.providers.grant(await connect(visitor), KEY))
    upstream.providers.faults.set('/api/v1/auth/keys', { status: 502, delayMs: 400 })
    const returning = visitor.get(pathname + search)
    await until('the code to arrive', () => upstream.providers.requests.length > 0)

    const account = { email: someEmail(), password: PASSWORD }
    assert.equal((await post(visitor, '/sign-up', account)).status, 201)
    assert.equal((await returning).status, 303)
    assert.equal((await visitor.get('/bootstrap')).status, 200)
  })
})
