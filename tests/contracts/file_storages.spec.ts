import { setTimeout as pause } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import filesConfig from '#config/files'
import { MainDatabase } from '#core/database'
import { SweepDirectUploads } from '#files/actions/sweep_direct_uploads'
import { DirectUploadTable } from '#files/direct_upload_table'
import { fileStorageSuite } from '#tests/contracts/file_storage_suite'
import { freePorts } from '#tests/support/s3/free_ports'
import { silentServer } from '#tests/support/s3/silent_server'
import { bucketStorage, diskStorage } from '#tests/support/s3/storages'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

fileStorageSuite('disk', diskStorage)
fileStorageSuite('bucket', bucketStorage)

const KEY = 'incoming/ada/one'
const put = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers })

test.group('Upload bucket', (group) => {
  let storage: Awaited<ReturnType<typeof bucketStorage>>
  group.setup(async () => {
    storage = await bucketStorage()
  })

  test('takes pieces by signed links, tells which are there, and puts them together', async ({
    assert,
  }) => {
    const { uploads, disk, bucket } = storage
    const pieces = ['a'.repeat(5 * 1024 * 1024), 'the end']
    const parts = pieces.map((piece, index) => ({ number: index + 1, size: piece.length }))
    const uploadId = await uploads.begin(KEY)
    assert.deepEqual(await uploads.arrived(KEY, uploadId), [])
    const [first, second] = await uploads.signParts(KEY, uploadId, parts, 60)
    assert.notInclude(first, 'checksum', 'a checksum of the empty body would be signed')

    // A browser asks first.
    const preflight = await fetch(second!, {
      method: 'OPTIONS',
      headers: {
        'origin': 'http://localhost:3333',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    })
    assert.equal(preflight.status, 200)
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:3333')
    const stranger = await fetch(second!, {
      method: 'OPTIONS',
      headers: { 'origin': 'https://evil.example', 'access-control-request-method': 'PUT' },
    })
    assert.isNull(stranger.headers.get('access-control-allow-origin'))

    assert.equal((await put(second!, pieces[1]!)).status, 200)
    const arrived = await uploads.arrived(KEY, uploadId)
    assert.deepEqual(
      arrived?.map(({ number, size }) => ({ number, size })),
      [parts[1]!]
    )
    assert.isFalse(await disk.exists(KEY), 'nothing is to be seen before it is whole')
    assert.equal((await put(first!, pieces[0]!)).status, 200)
    await uploads.complete(KEY, uploadId, (await uploads.arrived(KEY, uploadId))!)
    assert.equal(await disk.get(KEY), pieces.join(''))

    // The acknowledgement was lost, and what was put together cannot be changed by an old link.
    assert.isNull(await uploads.arrived(KEY, uploadId))
    assert.equal((await put(second!, 'another')).status, 404)
    assert.lengthOf(await bucket.unfinished(), 0)
  })

  test('refuses a longer body, a changed link, and one that has expired', async ({ assert }) => {
    const { uploads } = storage
    const uploadId = await uploads.begin(KEY)
    const [url] = await uploads.signParts(KEY, uploadId, [{ number: 1, size: 5 }], 60)
    assert.equal((await put(url!, 'too long')).status, 403)
    assert.equal((await put(url!.replace('partNumber=1', 'partNumber=2'), 'right')).status, 403)
    assert.equal((await put(url!.replace('/ada/', '/bob/'), 'right')).status, 403)
    const [brief] = await uploads.signParts(KEY, uploadId, [{ number: 1, size: 5 }], 1)
    await pause(2_100)
    assert.equal((await put(brief!, 'right')).status, 403)
    assert.equal((await put(url!, 'right')).status, 200)
    const unfinished = await uploads.unfinished('incoming/')
    assert.deepEqual(
      unfinished.map(({ key, uploadId }) => ({ key, uploadId })),
      [{ key: KEY, uploadId }]
    )
    assert.isBelow(Math.abs(Date.now() - unfinished[0]!.begunAt.getTime()), 60_000)
    await uploads.abort(KEY, uploadId)
    await uploads.abort(KEY, uploadId)
    assert.lengthOf(await uploads.unfinished('incoming/'), 0)
  })
})

test.group('Uploads to a bucket that nobody finished', () => {
  test('leave it after their time, whatever our tables know of them', async ({ assert }) => {
    const { disk, uploads, bucket } = await bucketStorage()
    const table = new DirectUploadTable(await app.container.make(MainDatabase))
    const sweep = new SweepDirectUploads(uploads, disk, table, filesConfig)
    const uploadId = await uploads.begin('incoming/ada/begun')
    await table.put('ada', 'begun', { uploadId, size: 5 })
    await uploads.begin('incoming/ada/unknown')
    await disk.put('incoming/ada/whole', 'x')
    await disk.put('ada/kept', 'x')

    assert.equal(await sweep.handle(), 0)
    assert.isNotNull(await table.find('ada', 'begun'))
    assert.equal(await sweep.handle(Date.now() + filesConfig.keepUnused + 60_000), 3)
    assert.deepEqual(await bucket.keys(), ['ada/kept'])
    assert.deepEqual(await bucket.unfinished(), [])
    assert.isNull(await table.find('ada', 'begun'))
  })
})

test.group('Links to a bucket', () => {
  test('load a file as what they say, and nothing when they have expired or were changed', async ({
    assert,
  }) => {
    const { disk } = await bucketStorage()
    await disk.put('ada/one', 'the boiler')
    const facts = { contentType: 'text/html', contentDisposition: 'attachment' }
    const link = await disk.getSignedUrl('ada/one', { ...facts, expiresIn: 60 })
    const file = await fetch(link)
    assert.equal(await file.text(), 'the boiler')
    assert.equal(file.headers.get('content-type'), 'text/html')
    assert.equal(file.headers.get('content-disposition'), 'attachment')
    assert.equal((await fetch(link.replace('ada/one', 'bob/one'))).status, 403)
    const brief = await disk.getSignedUrl('ada/one', { ...facts, expiresIn: 1 })
    await pause(2_100)
    assert.equal((await fetch(brief)).status, 403)
  })
})

test.group('A bucket in trouble', () => {
  test('that is not there fails at once, with its reason', async ({ assert }) => {
    const [port] = await freePorts(1)
    const { disk, uploads } = await bucketStorage({ endpoint: `http://127.0.0.1:${port}` })
    const error = await disk.getBytes('ada/one').catch((reason: unknown) => reason)
    assert.equal((error as { code?: string }).code, 'E_CANNOT_READ_FILE')
    assert.match(String((error as Error).cause), /ECONNREFUSED/)
    await assert.rejects(() => uploads.begin(KEY), /ECONNREFUSED/)
  })

  test('that says nothing is given up in time', async ({ assert, cleanup }) => {
    const silent = await silentServer()
    cleanup(silent.close)
    const { disk, uploads } = await bucketStorage(silent)
    const begun = performance.now()
    await Promise.all([
      assert.rejects(() => disk.exists('ada/one')),
      assert.rejects(() => disk.delete('ada/one')),
      assert.rejects(() => disk.put('ada/one', 'x')),
      assert.rejects(() => disk.getBytes('ada/one')),
      assert.rejects(() => uploads.begin(KEY)),
      assert.rejects(() => uploads.arrived(KEY, 'id')),
      assert.rejects(() => uploads.complete(KEY, 'id', [])),
      assert.rejects(() => uploads.abort(KEY, 'id')),
      assert.rejects(() => uploads.unfinished('incoming/')),
    ])
    assert.isBelow(performance.now() - begun, 5_000)
  })

  test('that falls silent in the middle of a file is given up too', async ({ assert, cleanup }) => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nthe first words'
    const silent = await silentServer(head)
    cleanup(silent.close)
    const { disk } = await bucketStorage(silent)
    const stream = await disk.getStream('ada/one')
    const begun = performance.now()
    await assert.rejects(() => buffer(stream))
    assert.isBelow(performance.now() - begun, 5_000)
  })
})
