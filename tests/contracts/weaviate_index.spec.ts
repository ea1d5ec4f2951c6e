import { test } from '@japa/runner'
import { Secret } from '@adonisjs/core/helpers'

import { WeaviatePassageIndex } from '#rag/drivers/weaviate/weaviate_passage_index'
import { PassageIndexUnavailableError } from '#rag/passage_index'
import { passage, passageIndexSuite } from '#tests/contracts/passage_index_suite'
import { WeaviateDouble } from '#tests/support/weaviate/weaviate_double'

const timeouts = { connect: 2_000, read: 2_000, write: 5_000 }
const KEY = 'weaviate-key-c0de'

function connect({ url, grpcUrl }: Pick<WeaviateDouble, 'url' | 'grpcUrl'>, apiKey: string | null) {
  const key = apiKey === null ? null : new Secret(apiKey)
  return new WeaviatePassageIndex({ url, grpcUrl, apiKey: key, timeouts })
}

async function open() {
  const double = await WeaviateDouble.start({ apiKey: KEY })
  const index = connect(double, KEY)
  const close = async () => {
    await index.close()
    await double.close()
  }
  return { double, index, close }
}

passageIndexSuite('weaviate', open)

test.group('Passage index: weaviate, its own', () => {
  const query = { userId: 'ada', documentIds: ['one'], text: 'lighthouse', limit: 5 }

  test('gives every user a tenant of their own, and deletes it with them', async ({ assert }) => {
    const { double, index, close } = await open()
    const odd = 'somebody with spaces/and more'
    await index.put('ada', 'one', [passage(0, 'A lighthouse.')])
    await index.put(odd, 'one', [passage(0, 'A lighthouse.')])
    assert.lengthOf(await index.lexical({ ...query, userId: odd }), 1)
    await index.removeUser('ada')
    for (const { tenants } of double.store.collections.values()) {
      assert.isFalse(tenants.has('ada'))
      assert.equal(tenants.size, 1)
    }
    await close()
  })

  test('leaves no passage behind that no document names', async ({ assert }) => {
    const { double, index, close } = await open()
    await index.put('ada', 'one', [passage(0, 'A lighthouse.'), passage(1, 'A harbour.')])
    await index.put('ada', 'one', [passage(0, 'A windmill.')])
    const kept = () => double.store.shard('LoftPassagesTexts', 'ada').size
    assert.equal(kept(), 1)
    await index.remove('ada', ['one'])
    assert.equal(kept(), 0)
    await close()
  })

  test('a wrong key, and nobody there, are faults that may pass', async ({ assert }) => {
    const { double, index, close } = await open()
    const stranger = connect(double, 'wrong-key-c0de')
    const failure = await stranger.lexical(query).catch((error: unknown) => error)
    assert.instanceOf(failure, PassageIndexUnavailableError)
    assert.notInclude(String(failure), 'wrong-key-c0de')
    await stranger.close()
    await index.put('ada', 'one', [passage(0, 'A lighthouse.')])
    const { url, grpcUrl } = double
    await close()
    const late = connect({ url, grpcUrl }, KEY)
    await assert.rejects(() => late.lexical(query), /unavailable/)
    await late.close()
  }).timeout(20_000)
})
