import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'

import type { Bootstrap } from '#shared/protocol/bootstrap'
import { LoftServer } from '#tests/support/loft_server'
import { providerEnvironment } from '#tests/support/provider_environment'
import { sample } from '#tests/support/sample_events'
import { SyncClient } from '#tests/support/sync_client'
import { inCheckout } from '#tests/support/test_environment'
import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { errorStatus, midStreamError, text } from '#tests/support/upstream/steps'
import { Visitor } from '#tests/support/visitor'

/** Nothing else anywhere reads like this. */
const CANARY = 'canary7Q2x'
const keyOf = (provider: string) => `sk-${provider}-${CANARY}${provider.repeat(3)}-9f3e`
const PROVIDERS = ['openrouter', 'openai', 'anthropic', 'google', 'custom']
const MODEL = 'openrouter:anthropic/claude-sonnet-0'

/** Everything that left the server or lies on its disk. */
class Traces {
  readonly all = new Map<string, string>()

  async response(name: string, response: Response): Promise<string> {
    const body = await response.text()
    this.all.set(name, `${JSON.stringify([...response.headers])}\n${body}`)
    return body
  }

  disk(server: LoftServer): void {
    const entries = readdirSync(server.dataDirectory, { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((entry) => entry.isFile())) {
      this.all.set(entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    }
  }

  /** Names of what holds this text. */
  holding(needle: string): string[] {
    return [...this.all].filter(([, trace]) => trace.includes(needle)).map(([name]) => name)
  }
}

async function ace(environment: Record<string, string>, command: string) {
  const child = spawn(process.execPath, [inCheckout('build/ace.js'), command], {
    cwd: inCheckout('build'),
    env: { PATH: process.env.PATH, ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}

/** Asks one question; what the log says of the answer. */
async function ask(device: SyncClient, question: string): Promise<string> {
  const [chatId, messageId, answerId] = [sample.id(), sample.id(), sample.id()]
  await device.commit(
    sample.chatCreated({ chatId, title: 'T' }),
    sample.messageSent(chatId, { messageId, content: question }),
    sample.answerRequested(chatId, messageId, { answerId, model: MODEL })
  )
  for (;;) {
    const ended = (await device.live()).find(({ name }) => /^v1\.Answer(Comp|Fail)/.test(name))
    if (ended) return `${ended.name} ${JSON.stringify(ended.args)}`
  }
}

test('a key is nowhere but at its provider, and survives a rotation', async ({
  assert,
  cleanup,
}) => {
  const upstream = await ScriptableUpstream.start()
  const oldKey = randomBytes(32).toString('base64')
  const env: Record<string, string> = {
    ...providerEnvironment(upstream),
    LOG_LEVEL: 'trace',
    ALLOW_PRIVATE_MODEL_URLS: 'on',
    KEYS_ENCRYPTION_KEY: oldKey,
  }
  const server = await LoftServer.start({ env })
  cleanup(async () => {
    await server.dispose()
    await upstream.close()
  })
  const traces = new Traces()
  const api = upstream.providers
  api.openAiModels = ['gpt-5-mini']
  api.catalogue = [openRouterEntry(0)]
  api.grantedKey = keyOf('granted')
  const visitor = new Visitor(server.url)
  await visitor.post('/guests')
  await visitor.get('/')

  // Wrong keys are repeated by the upstream; then they work; then they are rejected, and repeated again.
  const bodyFor = (provider: string) =>
    JSON.stringify({ provider, apiKey: keyOf(provider), name: 'Mine', baseUrl: upstream.url })
  for (const provider of PROVIDERS) {
    await traces.response(`refused ${provider}`, await visitor.post('/keys', bodyFor(provider)))
    api.keys.add(keyOf(provider))
    const saved = await visitor.post('/keys', bodyFor(provider))
    assert.equal(saved.status, 200, provider)
    const { id } = JSON.parse(await traces.response(`saved ${provider}`, saved)) as { id: string }
    api.keys.delete(keyOf(provider))
    await traces.response(`check ${provider}`, await visitor.post(`/keys/${id}/check`))
    api.keys.add(keyOf(provider))
    if (provider !== 'openrouter') continue
    const again = await visitor.post(`/keys/${id}/check`)
    assert.equal(again.status, 200)
    await traces.response('check of a key that works again', again)
  }
  // Requests that want a page are flashed when they do not validate; these never are.
  for (const body of [
    { provider: 'nobody' },
    { provider: ['openai'] },
    { provider: 'custom', baseUrl: 7 },
  ]) {
    const response = await visitor.post(
      '/keys',
      JSON.stringify({ ...body, apiKey: keyOf('openai') }),
      {
        'accept': 'text/html',
        'x-inertia': 'true',
      }
    )
    assert.equal(response.status, 422)
    await traces.response(`invalid ${JSON.stringify(body)}`, response)
  }
  await traces.response('no json', await visitor.post('/keys', `{"apiKey":"${keyOf('openai')}"`))

  const bootstrap = await traces.response('bootstrap', await visitor.get('/bootstrap'))
  const { keys } = JSON.parse(bootstrap) as Bootstrap
  assert.lengthOf(keys, PROVIDERS.length)
  assert.isTrue(keys.every(({ hint }) => hint === '9f3e'))
  await traces.response('page', await visitor.get('/settings/keys', { accept: 'text/html' }))

  // Answers, and failures that repeat the key in every place an upstream has for words.
  const device = await SyncClient.connect({ cookie: visitor.cookie, url: server.url })
  await device.pull()
  const secret = keyOf('openrouter')
  upstream.enqueue([text('Fine')])
  assert.match(await ask(device, 'planted question'), /^v1.AnswerCompleted/)
  assert.equal(upstream.answers.at(-1)!.headers.authorization, `Bearer ${secret}`)
  upstream.script([errorStatus(400, { message: `Bad key ${secret}`, metadata: { raw: secret } })])
  assert.match(await ask(device, 'second'), /^v1.AnswerFailed/)
  upstream.script([text('Half'), midStreamError(502, { message: `Key ${secret} broke` })])
  assert.match(await ask(device, 'third'), /^v1.AnswerFailed/)
  upstream.script([errorStatus(401, { message: `Incorrect API key provided: ${secret}` })])
  assert.match(await ask(device, 'fourth'), /^v1.AnswerFailed.*AUTH/)
  const rejected = await traces.response(
    'page of a rejected key',
    await visitor.get('/settings/keys', { accept: 'text/html' })
  )
  assert.include(rejected, '"isRejected":true')

  // Connecting brings another key, by way of the server alone.
  const connecting = await traces.response(
    'connect',
    await visitor.post('/keys/openrouter/connect')
  )
  const away = await fetch((JSON.parse(connecting) as { url: string }).url, { redirect: 'manual' })
  const back = new URL(away.headers.get('location')!)
  const callback = await visitor.get(back.pathname + back.search)
  assert.equal(callback.status, 303)
  await traces.response('callback', callback)
  await traces.response('connected', await visitor.get('/settings/keys', { accept: 'text/html' }))

  // A second person sees nothing of it.
  const stranger = new Visitor(server.url)
  await stranger.post('/guests')
  await traces.response('bootstrap of another', await stranger.get('/bootstrap'))

  traces.all.set('frames', JSON.stringify(device.frames))
  device.drop()
  traces.disk(server)
  const verified = await ace(server.environment, 'sync:verify')
  assert.equal(verified.code, 0, verified.output)
  traces.all.set('sync:verify', verified.output)

  // Rotation: never while the server runs.
  const newKey = randomBytes(32).toString('base64')
  const rotating = {
    ...server.environment,
    KEYS_ENCRYPTION_KEY: newKey,
    KEYS_ENCRYPTION_KEY_OLD: oldKey,
  }
  const tooEarly = await ace(rotating, 'keys:rotate')
  assert.equal(tooEarly.code, 1)
  assert.match(tooEarly.output, /server is running/)
  await server.stop()
  const rotated = await ace(rotating, 'keys:rotate')
  assert.equal(rotated.code, 0, rotated.output)
  assert.match(rotated.output, /Encrypted 5 key\(s\) anew/)
  assert.match(
    (await ace(rotating, 'keys:rotate')).output,
    /Encrypted 0 key\(s\) anew; 5 already were/
  )
  traces.all.set('keys:rotate', rotated.output)
  traces.disk(server)
  env.KEYS_ENCRYPTION_KEY = newKey
  await server.restart()
  upstream.script([text('Still fine')])
  const later = await SyncClient.connect({ cookie: visitor.cookie, url: server.url })
  await later.pull()
  assert.match(await ask(later, 'fifth'), /^v1.AnswerCompleted/)
  assert.equal(upstream.answers.at(-1)!.headers.authorization, `Bearer ${keyOf('granted')}`)
  later.drop()
  traces.all.set(
    'server log',
    server.log(() => true)
  )

  assert.include(traces.holding('planted question'), 'frames')
  assert.isNotEmpty(
    traces.holding('planted question').filter((name) => name.startsWith('main.sqlite'))
  )
  assert.isAbove(traces.all.get('server log')!.length, 5_000)
  for (const secret of [
    CANARY,
    Buffer.from(CANARY).toString('base64').slice(0, 12),
    oldKey,
    newKey,
  ]) {
    assert.deepEqual(traces.holding(secret), [], secret)
  }
}).timeout(120_000)
