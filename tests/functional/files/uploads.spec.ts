import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { dataDirectory } from '#config/app'
import { MainDatabase } from '#core/database'
import { BeginUpload } from '#files/actions/begin_upload'
import { FinishUpload } from '#files/actions/finish_upload'
import { SweepFiles } from '#files/actions/sweep_files'
import { ContentLocks } from '#files/content_locks'
import { UploadServer } from '#files/upload_server'
import filesConfig from '#config/files'
import { limits } from '#shared/limits'
import { Uploader } from '#tests/support/uploader'
import { sample } from '#tests/support/sample_events'
import { EventLog } from '#sync/event_log'
import { pngOf } from '#tests/support/png'
import app from '@adonisjs/core/services/app'
import drive from '@adonisjs/drive/services/main'
import { test } from '@japa/runner'

async function sweep(now?: number) {
  const sweepFiles = await app.container.make(SweepFiles)
  return sweepFiles.handle(now)
}

/** Puts events into a log as a device would. */
async function append(userId: string, events: { name: string; args: { eventId: string } }[]) {
  const log = await app.container.make(EventLog)
  const { head } = await log.storeOf(userId)
  const batch = events.map((event, index) => ({
    event: event as never,
    name: event.name,
    args: JSON.stringify(event.args),
    seqNum: head + index + 1,
    parentSeqNum: head + index,
    clientId: 'test',
    sessionId: 'test',
  }))
  const result = await log.append(userId, batch)
  if (result.type !== 'appended') throw new Error(`The log said ${result.type}`)
}

const imageOf = (fileId: string, size: number) => ({
  ...{ fileId, name: 'a.png', mediaType: 'image/png' as const, size, width: 8, height: 8 },
})

const drivePath = join(dataDirectory, 'files')

test.group('Files | uploads', () => {
  test('an image comes in pieces, survives a cut, and is served to its owner only', async ({
    assert,
  }) => {
    const owner = await Uploader.guest()
    const other = await Uploader.guest()
    const image = pngOf(64, 64)
    const id = randomUUID()
    const half = Math.floor(image.length / 2)

    assert.equal((await owner.begin(id, image.length)).status, 201)
    assert.equal((await owner.send(id, 0, image.subarray(0, half))).status, 204)
    assert.equal((await owner.get(`/files/${id}`)).status, 404)
    // After a cut the device asks how far it came.
    const head = await owner.head(id)
    assert.equal(head.headers.get('upload-offset'), String(half))
    assert.equal((await other.head(id)).status, 404)
    assert.equal((await other.send(id, half, image.subarray(half))).status, 404)
    assert.equal((await owner.send(id, half, image.subarray(half))).status, 204)

    const file = await owner.get(`/files/${id}`)
    assert.equal(file.status, 200)
    assert.equal(file.headers.get('content-type'), 'image/png')
    assert.equal(file.headers.get('content-disposition'), 'attachment')
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), image)
    assert.equal((await other.get(`/files/${id}`)).status, 404)
    assert.equal((await Uploader.nobody().get(`/files/${id}`)).status, 401)
    // The last acknowledgement was lost: the device begins again and hears that all is there.
    assert.equal((await owner.begin(id, image.length)).status, 409)
  })

  test('what is refused says why', async ({ assert }) => {
    const owner = await Uploader.guest()
    const codeOf = async (response: Response) =>
      ((await response.json()) as { error: { code: string } }).error.code

    const large = await owner.begin(randomUUID(), limits.imageBytes + 1)
    assert.equal(large.status, 413)
    const wrongId = await owner.begin('../../etc/passwd', 10)
    assert.equal(wrongId.status, 400)
    assert.equal(await codeOf(wrongId), 'BAD_ID')
    assert.equal((await owner.begin(randomUUID(), -1)).status, 400)

    const id = randomUUID()
    const page = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    )
    await owner.begin(id, page.length)
    const refused = await owner.send(id, 0, page)
    assert.equal(refused.status, 415)
    assert.equal(await codeOf(refused), 'UNSUPPORTED_TYPE')
    assert.equal((await owner.get(`/files/${id}`)).status, 404)
    assert.equal((await Uploader.nobody().begin(randomUUID(), 10)).status, 401)
    assert.equal((await owner.begin(randomUUID(), 10, { csrf: false })).status, 403)
  })

  test('all files of a person together have a limit', async ({ assert }) => {
    const { userId } = await Uploader.guest()
    const database = await app.container.make(MainDatabase)
    const begin = new BeginUpload(
      database,
      {
        ...filesConfig,
        bytesPerUser: { guest: 1_000, account: 1_500 },
      },
      async () => Infinity
    )
    const one = { userId, isGuest: true, name: 'a.png', size: 600 }
    const first = randomUUID()
    assert.deepEqual(await begin.handle({ ...one, fileId: first }), { type: 'begun' })
    assert.deepEqual(await begin.handle({ ...one, fileId: first }), { type: 'begun' })
    assert.deepEqual(await begin.handle({ ...one, fileId: randomUUID() }), {
      ...{ type: 'quota_exceeded', used: 600, limit: 1_000 },
    })
    assert.deepEqual(await begin.handle({ ...one, isGuest: false, fileId: randomUUID() }), {
      type: 'begun',
    })
  })

  test('uploads that are begun and not finished have a limit, and old ones do not count', async ({
    assert,
  }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const ids = Array.from({ length: filesConfig.unfinishedPerUser }, () => randomUUID())
    for (const id of ids) assert.equal((await owner.begin(id, image.length)).status, 201)
    const refused = await owner.begin(randomUUID(), image.length)
    assert.equal(refused.status, 429)
    assert.match(await refused.text(), /TOO_MANY_UNFINISHED.*Finish those first/)
    // Another person has a limit of their own, and one that is finished makes room.
    assert.equal((await (await Uploader.guest()).begin(randomUUID(), 10)).status, 201)
    assert.equal((await owner.send(ids[0]!, 0, image)).status, 204)
    assert.equal((await owner.begin(randomUUID(), image.length)).status, 201)

    const database = await app.container.make(MainDatabase)
    await database.run((sqlite) =>
      sqlite
        .prepare(`UPDATE files SET updated_at = 1 WHERE user_id = ? AND status = 'uploading'`)
        .run(owner.userId)
    )
    assert.equal((await owner.begin(randomUUID(), image.length)).status, 201)
  })

  test('a disk that is nearly full takes nothing more', async ({ assert }) => {
    const { userId } = await Uploader.guest()
    const database = await app.container.make(MainDatabase)
    let free = filesConfig.keepFree + 600
    const begin = new BeginUpload(database, filesConfig, async () => free)
    const input = { userId, isGuest: true, name: 'a.png', size: 600, fileId: randomUUID() }
    assert.deepEqual(await begin.handle(input), { type: 'begun' })
    free--
    const next = await begin.handle({ ...input, fileId: randomUUID() })
    assert.deepEqual(next, { type: 'disk_full' })
  })

  test('the same content that comes in while its last row is swept keeps its bytes', async ({
    assert,
  }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const [old, fresh] = [randomUUID(), randomUUID()]
    await owner.upload(old, image)
    await owner.begin(fresh, image.length)
    const database = await app.container.make(MainDatabase)
    await database.run((sqlite) =>
      sqlite.prepare('UPDATE files SET updated_at = 1 WHERE id = ?').run(old)
    )
    const disk = drive.use()
    const locks = await app.container.make(ContentLocks)
    let sweeping: Promise<number> | undefined
    // Swept in the moment after the bytes were seen to be there.
    const watched = new Proxy(disk, {
      get: (target, name) =>
        name === 'exists'
          ? async (key: string) => {
              const isThere = await target.exists(key)
              sweeping = sweep()
              await pause(50)
              return isThere
            }
          : (Reflect.get(target, name) as () => unknown).bind(target),
    })
    const path = join(filesConfig.incoming, `${owner.userId}.race`)
    await writeFile(path, image)
    const finish = new FinishUpload(database, watched, locks)
    const result = await finish.handle({ userId: owner.userId, fileId: fresh, path })
    await sweeping
    await rm(path)
    assert.deepEqual(result, { type: 'stored' })
    assert.equal((await owner.get(`/files/${old}`)).status, 404)
    const file = await owner.get(`/files/${fresh}`)
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), image)
  })

  test('the same bytes lie in the drive once, and go when nothing names them', async ({
    assert,
  }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const [one, two, draft] = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of [one, two]) await owner.upload(id, image)
    await owner.upload(draft, pngOf(4, 4))
    const stored = async () => [...(await drive.use().listAll(owner.userId)).objects].length
    assert.equal(await stored(), 2)

    const chat = sample.chatCreated()
    const { chatId } = chat.args
    const first = sample.messageSent(chatId, { attachments: [imageOf(one, image.length)] })
    const edited = sample.messageSent(chatId, { attachments: [imageOf(one, image.length)] })
    const second = sample.messageSent(chatId, { attachments: [imageOf(two, image.length)] })
    await append(owner.userId, [chat, first, edited, second])
    await sweep()
    assert.equal(await stored(), 2)

    const remove = (...ids: string[]) => ({
      name: 'v1.MessagesDeleted',
      args: { eventId: randomUUID(), chatId, messageIds: ids, deletedAt: Date.now() },
    })
    await append(owner.userId, [remove(first.args.messageId)])
    await sweep()
    assert.equal((await owner.get(`/files/${one}`)).status, 200, 'the edited question names it')
    await append(owner.userId, [remove(edited.args.messageId)])
    await sweep()
    assert.equal((await owner.get(`/files/${one}`)).status, 404)
    assert.equal((await owner.get(`/files/${two}`)).status, 200, 'its bytes were shared')
    await append(owner.userId, [remove(second.args.messageId)])
    await sweep()
    assert.equal(await stored(), 1, 'a draft keeps its file for a day')
    await sweep(Date.now() + filesConfig.keepUnused + 1_000)
    assert.equal(await stored(), 0)
  })

  test('bytes that arrive after their row was deleted are not kept', async ({ assert }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const id = randomUUID()
    await owner.begin(id, image.length)
    await sweep(Date.now() + filesConfig.keepUnused + 1_000)

    assert.equal((await owner.send(id, 0, image)).status, 410)
    assert.isEmpty([...(await drive.use().listAll(owner.userId)).objects])
    assert.equal((await owner.get(`/files/${id}`)).status, 404)
  })

  test('a drive that fails once loses nothing, and tells nothing of this machine', async ({
    assert,
    cleanup,
  }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const id = randomUUID()
    // A file where the person's folder should be.
    const folder = join(drivePath, owner.userId)
    await writeFile(folder, '')
    cleanup(() => rm(folder, { recursive: true, force: true }))

    await owner.begin(id, image.length)
    const failed = await owner.send(id, 0, image)
    assert.equal(failed.status, 503)
    assert.notInclude(await failed.text(), '/')
    // Nobody may hear that all is here before it is stored.
    assert.equal((await owner.head(id)).status, 503)

    await rm(folder)
    assert.equal((await owner.head(id)).status, 404)
    assert.equal((await owner.begin(id, image.length)).status, 409)
    assert.equal((await owner.get(`/files/${id}`)).status, 200)
  })

  test('what was begun and never finished leaves the disk after its time', async ({ assert }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    const [old, fresh] = [randomUUID(), randomUUID()]
    for (const id of [old, fresh]) {
      await owner.begin(id, image.length)
      await owner.send(id, 0, image.subarray(0, 20))
    }
    const partial = (id: string) => join(filesConfig.incoming, `${owner.userId}.${id}`)
    const facts = JSON.parse(await readFile(`${partial(old)}.json`, 'utf8')) as object
    const begunAt = new Date(Date.now() - filesConfig.keepUnused - 1_000).toISOString()
    await writeFile(`${partial(old)}.json`, JSON.stringify({ ...facts, creation_date: begunAt }))

    await (await app.container.make(UploadServer)).sweep()
    assert.isFalse(existsSync(partial(old)))
    assert.isTrue(existsSync(partial(fresh)))
  })
})
