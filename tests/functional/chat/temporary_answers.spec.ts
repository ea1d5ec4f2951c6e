import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { ModelDrivers } from '#ai/model_drivers'
import chatConfig from '#config/chat'
import routeLimits from '#config/route_limits'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import type { TemporaryEnd, TemporaryLine } from '#shared/protocol/temporary_chat'
import { givenAccount, givenSignedIn, PASSWORD, post } from '#tests/support/accounts'
import { connectDriver } from '#tests/support/connect_driver'
import { driversOver } from '#tests/support/gateway'
import { pngOf } from '#tests/support/png'
import { until } from '#tests/support/until'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { errorStatus, finish, hold, image, reasoning, text } from '#tests/support/upstream/steps'
import { Visitor } from '#tests/support/visitor'
import { test } from '@japa/runner'

const MARKER = 'xylophone-of-the-north'

const question = (content: string, extra: object = {}) => ({
  model: 'vendor/model',
  settings: {},
  messages: [{ role: 'user', content }],
  ...extra,
})

async function givenVisitor(): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.post('/guests')
  return visitor
}

const ask = (visitor: Visitor, body: object) =>
  visitor.post('/temporary-answers', JSON.stringify(body))

async function linesOf(response: Response): Promise<TemporaryLine[]> {
  const lines = (await response.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as TemporaryLine)
}

const textOf = (lines: TemporaryLine[]) =>
  lines.map((line) => (line.type === 'text' ? line.text : '')).join('')

/** Every cell of every table of every database of the server. */
async function tablesWith(marker: string): Promise<string[]> {
  const found: string[] = []
  for (const name of ['main', 'cache', 'limiter']) {
    const connection = db.connection(name)
    const tables = (await connection
      .from('sqlite_master')
      .where('type', 'table')
      .select('name')) as { name: string }[]
    for (const { name: table } of tables) {
      const rows = JSON.stringify(await connection.from(table).select('*'))
      if (rows.includes(marker)) found.push(`${name}.${table}`)
    }
  }
  return found
}

test.group('Chat | temporary answers', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    app.container.swap(ModelDrivers, () => driversOver(() => connectDriver(upstream)))
    return async () => {
      app.container.restore(ModelDrivers)
      await upstream.close()
    }
  })
  group.each.setup(() => upstream.reset())

  test('stream as lines, with all that was asked for, and leave nothing in any table', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    upstream.enqueue([
      reasoning('Hm.'),
      text(`I heard ${MARKER}.`),
      finish({ usage: { cost: 0.002 } }),
    ])
    const response = await ask(
      visitor,
      question('', {
        systemPrompt: 'Be brief.',
        settings: { temperature: 0.5, maxOutputTokens: 50 },
        messages: [
          { role: 'user', content: 'One' },
          { role: 'assistant', content: 'Two' },
          { role: 'user', content: MARKER },
        ],
      })
    )
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const lines = await linesOf(response)
    assert.equal(textOf(lines), `I heard ${MARKER}.`)
    const end = lines.at(-1) as TemporaryEnd
    assert.equal(end.type, 'end')
    assert.isNull(end.failure)
    assert.equal(end.costNano, 2_000_000)
    assert.deepInclude(lines, { type: 'reasoning', text: 'Hm.' })

    const { body } = upstream.answers[0]!
    assert.deepEqual(
      body.messages.map(({ role, content }) => `${role}: ${content}`),
      ['system: Be brief.', 'user: One', 'assistant: Two', `user: ${MARKER}`]
    )
    assert.equal(body.temperature, 0.5)
    assert.equal(body.max_tokens, 50)
    assert.deepEqual(await tablesWith(MARKER), [])
    const bootstrap = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
    assert.include(await tablesWith(bootstrap.user.id), 'main.users')
  })

  test('carry the images that a model makes, and leave none of them anywhere', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    const url = `data:image/png;base64,${pngOf(64, 48).toString('base64')}`
    const foreign = `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`
    upstream.enqueue([text('A roof.'), image(url), image(foreign)])
    const lines = await linesOf(await ask(visitor, question('Draw a roof')))
    const files = lines.filter((line) => line.type === 'file')
    assert.deepEqual(
      files.map((file) => file.url),
      [url, '']
    )
    const bootstrap = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
    assert.notInclude(await tablesWith(bootstrap.user.id), 'main.files')
  })

  test('close the provider’s connection when the reader leaves', async ({ assert }) => {
    const visitor = await givenVisitor()
    const gate = hold()
    upstream.enqueue([text('Beginning'), gate])
    const response = await ask(visitor, question('Tell me'))
    const reader = response.body!.getReader()
    await reader.read()
    await reader.cancel()
    const [request] = upstream.answers
    await request!.closed
    assert.isTrue(request!.isAborted)
    gate.release()
  })

  test('end with the session that asked, signed out here or from another device', async ({
    assert,
  }) => {
    const { visitor: elsewhere, email } = await givenAccount()
    const passwords = { current: PASSWORD, password: 'nine grey owls' }
    const ends = [
      (here: Visitor) => here.post('/sign-out'),
      () => elsewhere.delete('/account/sessions'),
      (here: Visitor) => post(here, '/account/password', passwords),
    ]
    for (const end of ends) {
      const here = await givenSignedIn(email)
      await here.get('/')
      const gate = hold()
      upstream.reset()
      upstream.enqueue([text('Beginning'), gate])
      const response = await ask(here, question('Tell me'))
      assert.equal(response.status, 200)
      const reader = response.body!.getReader()
      await reader.read()
      const closed = upstream.answers[0]!.closed
      assert.isBelow((await end(here)).status, 300)
      await assert.rejects(async () => {
        while (!(await reader.read()).done);
      })
      await closed
      assert.isTrue(upstream.answers[0]!.isAborted)
      gate.release()
    }
  })

  test('run as many at once for one person as are allowed, and no more', async ({ assert }) => {
    const [one, other] = [await givenVisitor(), await givenVisitor()]
    const gate = hold()
    upstream.script([text('…'), gate])
    const running: Response[] = []
    for (let count = 0; count < chatConfig.temporary.perUser; count++) {
      running.push(await ask(one, question('Wait')))
    }
    const refused = await ask(one, question('Too much'))
    assert.equal(refused.status, 429)
    assert.equal(((await refused.json()) as { error: { code: string } }).error.code, 'BUSY')
    running.push(await ask(other, question('Somebody else')))
    assert.deepEqual(
      running.map(({ status }) => status),
      running.map(() => 200)
    )
    // One that leaves makes room.
    await running[0]!.body!.cancel()
    const again = await until('room', async () => {
      const response = await ask(one, question('Now'))
      return response.status === 200 && response
    })
    await Promise.all([...running.slice(1), again].map((response) => response.body!.cancel()))
    gate.release()
  })

  test('say what the provider’s failure means', async ({ assert }) => {
    const visitor = await givenVisitor()
    upstream.enqueue([errorStatus(401, { message: `secret ${MARKER}` })])
    const response = await ask(visitor, question('Hello'))
    const body = await response.text()
    assert.notInclude(body, MARKER)
    const end = JSON.parse(body.trim()) as TemporaryEnd
    assert.deepEqual(end.failure, { code: 'AUTH', isRetryable: false })
  })

  test('refuse what is no question, in words, without repeating it', async ({ assert }) => {
    const visitor = await givenVisitor()
    const bad = [
      {},
      question(''),
      question('x', { plugins: [] }),
      question('x', { settings: { temperature: 9 } }),
      question('x', { messages: [] }),
      question('x', { messages: [{ role: 'assistant', content: MARKER }] }),
      question('x', { messages: [{ role: 'system', content: MARKER }] }),
      question('x', { systemPrompt: MARKER.repeat(10_000) }),
    ]
    for (const body of bad) {
      const response = await ask(visitor, body)
      const answer = await response.text()
      assert.equal(response.status, 422, JSON.stringify(body).slice(0, 100))
      assert.notInclude(answer, MARKER)
    }
    assert.lengthOf(upstream.requests, 0)
    const tooLarge = await ask(visitor, question('x'.repeat(1_200_000)))
    assert.equal(tooLarge.status, 413)
  })

  test('are for people with a session, and not without end', async ({ assert }) => {
    assert.equal((await ask(new Visitor(), question('Hello'))).status, 401)
    const visitor = await givenVisitor()
    const statuses: number[] = []
    for (let count = 0; count <= routeLimits.temporaryAnswers.requests; count++) {
      statuses.push((await ask(visitor, {})).status)
    }
    assert.equal(statuses.at(-1), 429)
    assert.notInclude(statuses.slice(0, -1), 429)
  })
})
