import { test } from '@japa/runner'

import { LocalServers } from '#ai/catalogue/local_servers'
import type { KeyRow } from '#ai/keys/key_row'
import { createOutboundFetch } from '#core/network/outbound_fetch'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

const givenServers = (addresses: string[], now = () => 0) =>
  new LocalServers(
    { addresses, timeoutMs: 500 },
    createOutboundFetch({
      ...{ connectTimeoutMs: 500, maxBytes: 10_000, maxErrorBytes: 1_000 },
      timeoutError: () => new Error('too late'),
    }),
    now
  )

test.group('Local servers', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => {
    upstream.reset()
    upstream.providers.keys.add('')
  })

  test('a server is found with its models, those of other kinds left out', async ({ assert }) => {
    upstream.providers.openAiModels = ['llama3.2:3b', 'nomic-embed-text', 'bge-reranker']
    const servers = givenServers([upstream.origin, 'http://127.0.0.1:9'])
    await servers.look()
    assert.deepEqual(
      servers.found.map(({ address, models }) => [
        address,
        models.map(({ modelName }) => modelName),
      ]),
      [[upstream.origin, ['llama3.2:3b']]]
    )
    assert.equal(servers.found[0]!.models[0]!.pricing?.input, 0)
    assert.equal(await servers.addressOf('llama3.2:3b', []), `${upstream.origin}/v1`)
    assert.isNull(await servers.addressOf('another', []))
  })

  test('a server says how large its windows are, each kind in words of its own', async ({
    assert,
  }) => {
    const { openAiFacts } = upstream.providers
    const facts: Record<string, [said: object, window: number | null]> = {
      'vllm': [{ max_model_len: 32_768 }, 32_768],
      'llama': [{ meta: { n_ctx_train: 131_072, n_ctx: 8_192 } }, 8_192],
      'llama-old': [{ meta: { n_ctx_train: 131_072 } }, 131_072],
      'lm-studio': [{ loaded_context_length: 4_096, max_context_length: 65_536 }, 4_096],
      'unloaded': [{ max_context_length: 65_536 }, 65_536],
      'host': [{ context_length: 16_000 }, 16_000],
      'ollama': [{}, null],
      'mad': [{ max_model_len: '4096', context_length: -1, meta: [7] }, null],
    }
    for (const [name, [said]] of Object.entries(facts)) openAiFacts.set(name, said)
    upstream.providers.openAiModels = Object.keys(facts)
    const servers = givenServers([upstream.origin])
    await servers.look()
    for (const [name, [, window]] of Object.entries(facts)) {
      assert.equal(servers.describe(name)?.contextLength, window, name)
    }
    assert.isNull(servers.describe('another'))
  })

  test('whoever switched it off does not reach it', async ({ assert }) => {
    upstream.providers.openAiModels = ['llama3.2:3b']
    const servers = givenServers([upstream.origin])
    await servers.look()
    const off = [{ provider: 'local', baseUrl: upstream.origin, isActive: false } as KeyRow]
    assert.isEmpty(servers.usedBy(off))
    assert.isNull(await servers.addressOf('llama3.2:3b', off))
    assert.lengthOf(servers.usedBy([{ ...off[0]!, isActive: true }]), 1)
  })

  test('other programs on these ports are no model servers', async ({ assert }) => {
    const servers = givenServers([upstream.origin])
    const faults = [
      { status: 200, body: '<html>' },
      { status: 200, body: {} },
      { status: 200, body: { data: [] } },
      { status: 401 },
      { status: 302, headers: { location: '/' } },
      { status: 200, cut: true },
      { status: 200, delayMs: 900 },
      { status: 200, body: { data: [{ id: 'x'.repeat(20_000) }] } },
    ]
    for (const fault of faults) {
      upstream.providers.faults.set('/v1/models', fault)
      assert.isEmpty(await servers.look(), JSON.stringify(fault).slice(0, 80))
    }
  })

  test('the first question after a start waits for the first look', async ({ assert }) => {
    upstream.providers.openAiModels = ['llama3.2:3b']
    const servers = givenServers([upstream.origin])
    assert.equal(await servers.addressOf('llama3.2:3b', []), `${upstream.origin}/v1`)
  })

  test('nothing is asked where nothing is configured', async ({ assert }) => {
    const servers = givenServers([])
    assert.isFalse(servers.isEnabled)
    assert.isEmpty(await servers.look())
  })
})
