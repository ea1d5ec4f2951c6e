import { randomUUID } from 'node:crypto'
import { MainDatabase } from '#core/database'
import { PassageIndex, PassageIndexUnavailableError } from '#rag/passage_index'
import type { DocumentPassages } from '#shared/protocol/passages'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { Uploader } from '#tests/support/uploader'
import { until } from '#tests/support/until'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const SECTIONS = 20
const bookOf = () =>
  Array.from(
    { length: SECTIONS },
    (_, at) => `# Section ${at}\n\n${`Sentence about subject ${at}. `.repeat(60)}`
  ).join('\n\n')

const statusOf = async (userId: string, documentId: string) => {
  const database = await app.container.make(MainDatabase)
  return database.run((sqlite) => {
    const row = sqlite
      .prepare('SELECT status FROM documents WHERE user_id = ? AND id = ?')
      .get(userId, documentId) as { status: string } | undefined
    return row?.status
  })
}

async function givenBook() {
  const person = await Uploader.guest()
  const device = await SyncClient.connect(person)
  await device.pull()
  const documentId = randomUUID()
  const bytes = Buffer.from(bookOf())
  const facts = { name: 'book.md', mediaType: 'text/markdown' as const, size: bytes.length }
  await device.commit(sample.documentAdded({ documentId, ...facts }))
  await person.upload(documentId, bytes, 'book.md')
  await until(
    'the book was read',
    async () => (await statusOf(person.userId, documentId)) === 'ready'
  )
  return { person, device, documentId }
}

test.group('Passages of a document', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('are read around one of them, by their owner and nobody else, until it is deleted', async ({
    assert,
  }) => {
    const { person, device, documentId } = await givenBook()
    const read = async (reader: Uploader, from: number, count: number, id = documentId) => {
      const response = await reader.get(`/documents/${id}/passages?from=${from}&count=${count}`)
      return { status: response.status, body: (await response.json()) as DocumentPassages }
    }
    const { status, body } = await read(person, 4, 3)
    assert.equal(status, 200)
    assert.isAtLeast(body.total, SECTIONS)
    assert.deepEqual(
      body.passages.map(({ ordinal }) => ordinal),
      [4, 5, 6]
    )
    assert.include(body.passages[0]!.text, 'Sentence about subject')
    assert.match(body.passages[0]!.place.heading ?? '', /^Section \d+$/)
    const atEnd = await read(person, body.total - 1, 5)
    assert.lengthOf(atEnd.body.passages, 1)
    assert.lengthOf((await read(person, body.total, 5)).body.passages, 0)

    const other = await Uploader.guest()
    const foreign = await read(other, 0, 3)
    const missing = await read(other, 0, 3, randomUUID())
    assert.equal(foreign.status, 404)
    assert.deepEqual(foreign, missing, 'not yours reads like not there')
    const nobody = await Uploader.nobody().get(`/documents/${documentId}/passages?from=0&count=1`)
    assert.notEqual(nobody.status, 200)
    assert.notInclude(await nobody.text(), 'Sentence about')

    await device.pull(device.head)
    assert.equal((await device.commit(sample.documentDeleted(documentId))).type, 'pushed')
    assert.deepEqual(await read(person, 0, 3), missing)
  })

  test('are refused for a range that is none, and while the index is away', async ({ assert }) => {
    const { person, documentId } = await givenBook()
    for (const query of ['', '?from=-1&count=1', '?from=0&count=1000', '?from=x&count=1']) {
      const { status } = await person.get(`/documents/${documentId}/passages${query}`)
      assert.equal(status, 422, query)
    }
    const index = await app.container.make(PassageIndex)
    const { read } = index
    index.read = () => Promise.reject(new PassageIndexUnavailableError('a test'))
    try {
      const answer = await person.get(`/documents/${documentId}/passages?from=0&count=1`)
      assert.equal(answer.status, 503)
      assert.notInclude(await answer.text(), 'a test')
    } finally {
      index.read = read
    }
  })
})
