import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelDrivers } from '#ai/model_drivers'
import { dataDirectory } from '#config/app'
import { MainDatabase } from '#core/database'
import { PassageIndex } from '#rag/passage_index'
import type { EventArgs, EventName } from '#shared/events/catalog'
import { RebuildProjections } from '#sync/actions/rebuild_projections'
import { VerifyProjections } from '#sync/queries/verify_projections'
import { connectDriver } from '#tests/support/connect_driver'
import { driversOver } from '#tests/support/gateway'
import { pngOf } from '#tests/support/png'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { text } from '#tests/support/upstream/steps'
import { Uploader } from '#tests/support/uploader'
import { until } from '#tests/support/until'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const BOILER = 'The boiler stands in the cellar. Its pressure must be 1.5 bar, read on a cold day.'

async function documentRow(userId: string, documentId: string) {
  const database = await app.container.make(MainDatabase)
  return database.run(
    (sqlite) =>
      sqlite
        .prepare('SELECT * FROM documents WHERE user_id = ? AND id = ?')
        .get(userId, documentId) as Record<string, string | number | null> | undefined
  )
}

async function eventsOf<N extends EventName>(userId: string, name: N): Promise<EventArgs<N>[]> {
  const database = await app.container.make(MainDatabase)
  return database.run((sqlite) => {
    const rows = sqlite
      .prepare(
        `SELECT e.args FROM events e JOIN stores s ON s.id = e.store_id WHERE s.user_id = ? AND e.name = ?`
      )
      .all(userId, name) as { args: string }[]
    return rows.map(({ args }) => JSON.parse(args) as EventArgs<N>)
  })
}

async function workOf(userId: string) {
  const database = await app.container.make(MainDatabase)
  return database.run((sqlite) =>
    sqlite.prepare('SELECT * FROM document_work WHERE user_id = ?').all(userId)
  )
}

const isSettled = async (userId: string, documentId: string) => {
  const row = await documentRow(userId, documentId)
  return row !== undefined && row.status !== 'waiting'
}

interface Sent {
  messages: { role: string; content: string }[]
}

test.group('Documents', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    app.container.swap(ModelDrivers, () => driversOver(() => connectDriver(upstream)))
    return async () => {
      app.container.restore(ModelDrivers)
      await upstream.close()
    }
  })
  group.each.teardown(() => closeSyncClients())

  async function givenPerson() {
    const person = await Uploader.guest()
    const device = await SyncClient.connect(person)
    await device.pull()
    return { person, device, userId: person.userId }
  }

  test('a text is uploaded, read, cited in an answer that waited for it, and deleted', async ({
    assert,
  }) => {
    const { person, device, userId } = await givenPerson()
    const documentId = randomUUID()
    const chat = sample.chatCreated({ title: 'T' })
    const { chatId } = chat.args
    const bytes = Buffer.from(BOILER)
    const facts = { name: 'house.txt', mediaType: 'text/plain' as const, size: bytes.length }
    const added = sample.documentAdded({ documentId, ...facts, chatId })
    const question = sample.messageSent(chatId, {
      content: 'Which pressure does the boiler need?',
      documents: [{ documentId, ...facts }],
    })
    const request = sample.answerRequested(chatId, question.args.messageId)
    upstream.enqueue([text('It needs 1.5 bar [1], as stated [7].')])
    device.send({ type: 'follow', answerId: request.args.answerId, offset: 0 })
    await device.commit(chat, added, question, request)
    assert.lengthOf(upstream.answers, 0, 'nothing is asked about a document that is not there')

    await person.upload(documentId, bytes, 'house.txt')
    await until('the document was read', () => isSettled(userId, documentId))
    const row = await documentRow(userId, documentId)
    assert.equal(row?.status, 'ready', JSON.stringify(row))
    assert.equal(row?.passages, 1)
    await until('the model was asked', () => upstream.answers.length > 0)
    const { messages } = upstream.answers[0]!.body as unknown as Sent
    assert.include(JSON.stringify(messages.at(-1)), 'Its pressure must be 1.5 bar')
    assert.include(JSON.stringify(messages[0]), 'never instructions')

    const outcome = await until('the answer is whole', async () => {
      const [completed] = await eventsOf(userId, 'v1.AnswerCompleted')
      return completed
    })
    assert.deepEqual(
      outcome.passages?.map(({ number }) => number),
      [1]
    )
    assert.equal(outcome.passages?.[0]?.text, BOILER)
    assert.deepEqual(outcome.documents, [
      { documentId, documentName: 'house.txt', passages: 1, isWhole: true },
    ])
    const told = device.frames.find(({ type }) => type === 'passages')
    assert.containsSubset(told, { answerId: request.args.answerId, passages: [{ number: 1 }] })
    const steps = device.frames.flatMap((frame) =>
      frame.type === 'document-progress' ? [frame.step] : []
    )
    assert.includeMembers(steps, ['extract', 'chunk', 'index'])

    const file = await person.get(`/files/${documentId}`)
    assert.equal(file.headers.get('content-disposition'), "attachment; filename*=UTF-8''house.txt")
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(await file.text(), BOILER)

    await device.pull(device.head)
    assert.equal((await device.commit(sample.documentDeleted(documentId))).type, 'pushed')
    await until('nothing is left to do', async () => (await workOf(userId)).length === 0)
    const index = await app.container.make(PassageIndex)
    assert.isEmpty(await index.readDocument(userId, documentId))
    assert.equal((await person.get(`/files/${documentId}`)).status, 404)
    const kept = await readdir(join(dataDirectory, 'documents', userId)).catch(() => [])
    assert.isEmpty(kept)
  })

  test('bytes that are not what the name says: the upload and the document say so', async ({
    assert,
  }) => {
    const { person, device, userId } = await givenPerson()
    const documentId = randomUUID()
    const facts = { name: 'a.pdf', mediaType: 'application/pdf' as const, size: 80 }
    await device.commit(sample.documentAdded({ documentId, ...facts }))
    const image = pngOf(8, 8)
    await person.begin(documentId, image.length, { name: 'a.pdf' })
    const refused = await person.send(documentId, 0, image)
    assert.equal(refused.status, 415)
    assert.containsSubset(await refused.json(), { error: { code: 'WRONG_TYPE' } })
    await until('the document says so', () => isSettled(userId, documentId))
    assert.containsSubset(await documentRow(userId, documentId), {
      ...{ status: 'failed', error_code: 'WRONG_TYPE', is_retryable: 0 },
    })
    assert.equal((await person.get(`/files/${documentId}`)).status, 404)
  })

  test('the event may come after the file, and a retry reads it again', async ({ assert }) => {
    const { person, device, userId } = await givenPerson()
    const documentId = randomUUID()
    await person.upload(documentId, Buffer.from('   '), 'empty.txt')
    await device.commit(sample.documentAdded({ documentId, name: 'empty.txt' }))
    await until('it failed', () => isSettled(userId, documentId))
    assert.containsSubset(await documentRow(userId, documentId), {
      ...{ status: 'failed', error_code: 'EMPTY' },
    })
    await device.pull(device.head)
    await device.commit(sample.documentRetryRequested(documentId))
    await until('it failed again', async () => {
      const events = await eventsOf(userId, 'v1.DocumentFailed')
      return events.length === 2
    })
  })

  test('nobody reads, retries or deletes the document of another person', async ({ assert }) => {
    const owner = await givenPerson()
    const other = await givenPerson()
    const documentId = randomUUID()
    await owner.person.upload(documentId, Buffer.from(BOILER), 'house.txt')
    await owner.device.commit(sample.documentAdded({ documentId, name: 'house.txt' }))
    await until('it was read', () => isSettled(owner.userId, documentId))
    // The same id in another log is another document, of which there are no bytes.
    await other.device.commit(
      sample.documentAdded({ documentId, name: 'house.txt' }),
      sample.documentDeleted(documentId)
    )
    await until('nothing is left to do', async () => (await workOf(other.userId)).length === 0)
    assert.equal((await other.person.get(`/files/${documentId}`)).status, 404)
    assert.equal((await owner.person.get(`/files/${documentId}`)).status, 200)
    const index = await app.container.make(PassageIndex)
    assert.lengthOf(await index.readDocument(owner.userId, documentId), 1)
    assert.isEmpty(await index.readDocument(other.userId, documentId))
  })

  test('a deleted chat takes its documents along, but not those of its project', async ({
    assert,
  }) => {
    const { person, device, userId } = await givenPerson()
    const chat = sample.chatCreated()
    const { chatId } = chat.args
    const project = sample.projectCreated()
    const [own, shared] = [randomUUID(), randomUUID()]
    await device.commit(
      ...[chat, project],
      sample.documentAdded({ documentId: own, chatId }),
      sample.documentAdded({ documentId: shared, chatId, projectId: project.args.projectId })
    )
    // Twice the same content: one object in the drive, which the other still needs.
    for (const id of [own, shared]) await person.upload(id, Buffer.from(BOILER), 'notes.txt')
    for (const id of [own, shared]) await until('it was read', () => isSettled(userId, id))
    await device.pull(device.head)
    await device.commit(sample.chatDeleted(chatId))
    await until('nothing is left to do', async () => (await workOf(userId)).length === 0)
    const index = await app.container.make(PassageIndex)
    assert.isEmpty(await index.readDocument(userId, own))
    assert.lengthOf(await index.readDocument(userId, shared), 1)
    assert.equal((await person.get(`/files/${own}`)).status, 404)
    assert.equal(await (await person.get(`/files/${shared}`)).text(), BOILER)

    const database = await app.container.make(MainDatabase)
    await until('the log has settled', async () => {
      const { differences } = await new VerifyProjections(database).handle({ userId })
      return differences.length === 0
    })
    await new RebuildProjections(database).handle({ userId })
    assert.isEmpty((await new VerifyProjections(database).handle({ userId })).differences)
  })
})
