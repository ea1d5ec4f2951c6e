import { randomUUID } from 'node:crypto'
import {
  EmbeddingGateway,
  type EmbeddingModelRef,
  type EmbeddingRequest,
  type Embeddings,
} from '#ai/embedding_model'
import { ModelError } from '#ai/model_error'
import { KeysChanged } from '#ai/keys/events/keys_changed'
import { MainDatabase } from '#core/database'
import { PlanReindexing } from '#rag/actions/plan_reindexing'
import { ReindexDocument } from '#rag/actions/reindex_document'
import { DocumentWorkTable } from '#rag/document_work'
import { PassageIndex } from '#rag/passage_index'
import { FindCandidates } from '#rag/queries/find_candidates'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { Uploader } from '#tests/support/uploader'
import { until } from '#tests/support/until'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { test } from '@japa/runner'

const HEATING = 'The boiler stands in the cellar.\n\n'.repeat(3)
/** Enough for several passages. */
const TEXT = Array.from({ length: 40 }, (_, at) => `## Part ${at}\n\n${HEATING.repeat(8)}`).join(
  '\n'
)
const signal = new AbortController().signal

const named = (name: string): EmbeddingModelRef => ({ id: name, ref: { provider: 'server', name } })

/** Models by name, each with a space of its own: vectors of one say nothing to another. */
class ScriptedModels extends EmbeddingGateway {
  current: string | null = 'old'
  readonly reachable = new Set(['old', 'new'])
  readonly cached = new Set<string>()
  readonly paid: string[] = []
  /** Called before each batch of passages is sent. */
  onBatch: () => Promise<void> | void = () => {}

  async modelFor() {
    return this.current === null ? null : named(this.current)
  }

  async modelNamed(_: string, id: string) {
    return this.reachable.has(id) ? named(id) : null
  }

  async embed({ model, texts, source }: EmbeddingRequest): Promise<Embeddings> {
    if (!this.reachable.has(model.id)) throw new ModelError('AUTH', { detail: 'gone' })
    if (source) await this.onBatch()
    for (const text of texts) {
      const key = `${model.id} ${text}`
      if (source && !this.cached.has(key)) this.paid.push(key)
      if (source) this.cached.add(key)
    }
    const vector = model.id === 'old' ? [1, 0, 0] : [0, 1, 0, 0]
    return { vectors: texts.map(() => Float32Array.from(vector)), tokens: 1, costNano: 0 }
  }

  async forget(): Promise<void> {}
}

test.group('Documents | another embedding model', (group) => {
  group.each.teardown(() => closeSyncClients())

  async function givenReadDocument() {
    const person = await Uploader.guest()
    const { userId } = person
    const device = await SyncClient.connect(person)
    await device.pull()
    const documentId = randomUUID()
    await person.upload(documentId, Buffer.from(TEXT), 'house.md')
    const facts = { name: 'house.md', mediaType: 'text/markdown' as const }
    await device.commit(sample.documentAdded({ documentId, ...facts }))
    const database = await app.container.make(MainDatabase)
    const get = (sql: string) =>
      database.run((sqlite) => sqlite.prepare(sql).all(userId)) as Promise<
        Record<string, string | number | null>[]
      >
    const rowOf = async () => (await get('SELECT * FROM documents WHERE user_id = ?'))[0]
    await until('it was read', async () => (await rowOf())?.status === 'ready')

    const models = new ScriptedModels()
    const work = await app.container.make(DocumentWorkTable)
    const index = await app.container.make(PassageIndex)
    const told: { step: string; done: number; of: number }[] = []
    const progressOf = () => (step: string, done: number, of: number) =>
      void told.push({ step, done, of })
    const dependencies = { work, embeddings: models, index, progressOf, batch: 4, logger }
    const reindex = (changes: { index?: Pick<PassageIndex, 'put' | 'readDocument'> } = {}) =>
      new ReindexDocument({ ...dependencies, now: () => Date.now(), ...changes }).handle(
        { userId, documentId },
        signal
      )
    const plan = () => new PlanReindexing(work, models).handle({ userId })
    const search = async (question: string) => {
      const { embedding_model: model } = (await rowOf())!
      return new FindCandidates(index, models, logger).handle({
        ...{ userId, documentIds: [documentId], question, conversation: [], signal },
        models: model === null ? [] : [String(model)],
      })
    }
    const outcomes = () =>
      get(`SELECT e.args FROM events e JOIN stores s ON s.id = e.store_id
           WHERE s.user_id = ? AND e.name = 'v1.DocumentProcessed'`)
    const waiting = () => get('SELECT * FROM document_work WHERE user_id = ?')
    const recorded = (model: string) =>
      until(`vectors of ${model}`, async () => (await rowOf())?.embedding_model === model)
    return {
      ...{ userId, documentId, device, person, models, work, index, told, reindex, plan, search },
      ...{ outcomes, waiting, recorded, rowOf },
    }
  }

  /** Words that no passage has: whatever is found, is found by vectors. */
  const BY_MEANING = 'warmth'
  const BY_WORDS = 'boiler'

  test('a document of words alone gets vectors, then those of another model; it is found all the while', async ({
    assert,
  }) => {
    const { models, plan, reindex, search, told, recorded, outcomes, rowOf, waiting } =
      await givenReadDocument()
    const count = Number((await rowOf())!.passages)
    assert.isAbove(count, 8)
    assert.isNull((await rowOf())!.embedding_model)
    assert.isEmpty(await search(BY_MEANING))

    await plan()
    await reindex()
    await recorded('old')
    assert.isNotEmpty(await search(BY_MEANING))
    assert.deepEqual(told[0], { step: 'improve', done: 0, of: count })
    assert.equal(told.at(-1)!.step, 'index')
    await plan()
    assert.isEmpty(await waiting(), 'nothing to do')

    models.current = 'new'
    await plan()
    assert.isNotEmpty(await search(BY_MEANING), 'before')
    const during: number[] = []
    models.onBatch = async () => void during.push((await search(BY_MEANING)).length)
    await reindex()
    models.onBatch = () => {}
    assert.isAbove(during.length, 1)
    assert.isTrue(
      during.every((hits) => hits > 0),
      'by the old vectors while new ones are made'
    )
    // The row says "old" until the event is projected; the index has the new ones already.
    assert.isNotEmpty(await search(BY_MEANING), 'right after the switch')
    await recorded('new')
    models.reachable.delete('old')
    assert.isNotEmpty(await search(BY_MEANING), 'after')
    assert.lengthOf(await outcomes(), 3)
    assert.deepInclude(await rowOf(), { status: 'ready', passages: count })
  })

  test('when the old model cannot be asked any more, words still find it', async ({ assert }) => {
    const { models, plan, reindex, search, recorded } = await givenReadDocument()
    await plan()
    await reindex()
    await recorded('old')
    models.current = 'new'
    models.reachable.delete('old')
    await plan()
    assert.isEmpty(await search(BY_MEANING))
    assert.isNotEmpty(await search(BY_WORDS))
    models.current = null
    assert.isNotEmpty(await search(BY_WORDS), 'without any model')
  })

  for (const step of ['embed', 'before put', 'after put'] as const) {
    test(`a fall at ${step} loses nothing, pays nothing twice and tells it once`, async ({
      assert,
    }) => {
      const {
        models,
        index,
        plan,
        reindex,
        search,
        recorded,
        outcomes,
        waiting,
        documentId,
        userId,
      } = await givenReadDocument()
      await plan()
      await reindex()
      await recorded('old')
      models.current = 'new'
      await plan()
      let batches = 0
      models.onBatch = () => {
        if (step === 'embed' && ++batches === 2) throw new Error('crash')
      }
      const crashing = {
        readDocument: index.readDocument.bind(index),
        put: async (...parameters: Parameters<PassageIndex['put']>) => {
          if (step === 'after put') await index.put(...parameters)
          throw new Error('crash')
        },
      }
      await assert.rejects(() => reindex({ index: crashing }), 'crash')
      assert.isNotEmpty(await search(BY_MEANING))
      assert.lengthOf(await waiting(), 1)
      models.onBatch = () => {}
      await reindex()
      await recorded('new')
      await reindex()
      const passages = await index.readDocument(userId, documentId)
      assert.lengthOf(models.paid, new Set(models.paid).size, 'no text is paid twice')
      assert.equal(
        models.paid.filter((key) => key.startsWith('new ')).length,
        models.paid.length / 2
      )
      assert.lengthOf(await outcomes(), 3)
      assert.isEmpty(await waiting())
      assert.lengthOf(new Set(passages.map(({ ordinal }) => ordinal)), passages.length)
      const hits = await index.vector({
        ...{ userId, documentIds: [documentId], limit: 1_000 },
        ...{ vector: Float32Array.of(1, 0, 0), model: 'old' },
      })
      assert.isEmpty(hits, 'nothing of the old vectors is left')
    })
  }

  test('a model that refuses for good is left alone for a while, and the document as it was', async ({
    assert,
  }) => {
    const { models, plan, reindex, waiting, work, recorded, rowOf, search } =
      await givenReadDocument()
    await plan()
    await reindex()
    await recorded('old')
    models.current = 'refuses'
    await plan()
    await reindex()
    const [row] = await waiting()
    assert.isAbove(Number(row!.created_at), Date.now() + 60_000)
    const next = await work.nextToReindex(Date.now())
    assert.notEqual(next?.userId, row!.user_id)
    assert.equal((await rowOf())!.embedding_model, 'old')
    assert.isNotEmpty(await search(BY_MEANING))
  })

  test('a document deleted meanwhile stays deleted, and its row is of the deletion', async ({
    assert,
  }) => {
    const { models, plan, reindex, device, documentId, userId, index, waiting, outcomes } =
      await givenReadDocument()
    await plan()
    await device.pull(device.head)
    models.onBatch = async () => {
      models.onBatch = () => {}
      await device.commit(sample.documentDeleted(documentId))
      await until('it is gone', async () => (await waiting()).length === 0)
    }
    await reindex()
    assert.lengthOf(await outcomes(), 1, 'nobody is told of it')
    // Not under the queue's protection here: there, a removal waits until such a job has ended.
    await index.remove(userId, [documentId])
    await reindex()
    assert.isEmpty(await index.readDocument(userId, documentId))
  })

  test('a changed key is where it starts, over the queue', async ({ assert }) => {
    const { userId, index, documentId, waiting, work, rowOf } = await givenReadDocument()
    // Its passages are gone from the index, as after a move to another one: they are read from the file again.
    await index.remove(userId, [documentId])
    await work.planReindexing(userId, 'another', Date.now())
    await KeysChanged.dispatch(userId)
    await until('the queue took it up', async () => (await waiting()).length === 0)
    // No model serves this person: the row is dropped, and the document stays as it was.
    assert.equal((await rowOf())!.status, 'ready')
  })
})
