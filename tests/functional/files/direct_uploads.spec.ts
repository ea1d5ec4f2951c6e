import { createHash, randomUUID } from 'node:crypto'
import { limits } from '#shared/limits'
import { LoftServer } from '#tests/support/loft_server'
import { pngOf } from '#tests/support/png'
import { CuttableLine } from '#tests/support/s3/cuttable_line'
import { DirectUploader } from '#tests/support/s3/direct_uploader'
import { TestBucket } from '#tests/support/s3/test_bucket'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import { test } from '@japa/runner'

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code

test.group('Files in a bucket', (group) => {
  let bucket: TestBucket
  let line: CuttableLine
  let server: LoftServer
  group.setup(async () => {
    bucket = await TestBucket.create()
    line = await CuttableLine.to(bucket.account.endpoint)
    server = await LoftServer.start({ env: bucket.environment(line.url) })
    return async () => {
      // Connections to the bucket that are kept for later must not hold it up.
      await server.stop()
      await server.dispose()
      line.close()
    }
  })
  group.each.teardown(() => {
    closeSyncClients()
    line.mend()
  })

  test('go there from the browser in pieces, on after a cut, and are there once', async ({
    assert,
  }) => {
    const owner = await DirectUploader.guest(server.url)
    const bytes = Buffer.from('One line of a long report.\n'.repeat(350_000))
    const key = `${owner.userId}/${createHash('sha256').update(bytes).digest('hex')}`
    const id = randomUUID()
    const parts = await owner.plan(id, bytes.length)
    assert.deepEqual(
      parts.map(({ start, end }) => [start, end]),
      [
        [0, 8 * 1024 * 1024],
        [8 * 1024 * 1024, bytes.length],
      ]
    )
    assert.equal((await owner.put(parts[1]!, bytes)).status, 200)

    line.cut()
    for (const answer of [await owner.begin(id, bytes.length), await owner.finish(id)]) {
      assert.equal(answer.status, 503)
      const text = await answer.text()
      assert.match(text, /UNAVAILABLE.*Try again/)
      assert.notInclude(text, bucket.name)
    }
    line.mend()
    const early = await owner.finish(id)
    assert.equal(early.status, 409)
    assert.equal(await codeOf(early), 'INCOMPLETE')
    const left = await owner.plan(id, bytes.length)
    assert.deepEqual(
      left.map(({ start }) => start),
      [0]
    )
    assert.equal((await owner.put(left[0]!, bytes)).status, 200)
    assert.equal((await owner.visitor.get(`/files/${id}`)).status, 404)
    assert.equal((await owner.finish(id)).status, 200)

    // Both acknowledgements were lost.
    assert.equal((await owner.finish(id)).status, 200)
    assert.deepEqual(await (await owner.begin(id, bytes.length)).json(), { type: 'stored' })
    const file = await owner.visitor.get(`/files/${id}`)
    assert.isTrue(bytes.equals(Buffer.from(await file.arrayBuffer())))

    const again = randomUUID()
    assert.equal((await owner.upload(again, bytes, 'again.txt')).status, 200)
    assert.deepEqual(await bucket.keys(owner.userId), [key])
    assert.deepEqual(await bucket.keys(`incoming/${owner.userId}`), [])
    assert.notInclude((await bucket.unfinished()).join(), owner.userId)
  }).timeout(60_000)

  test('are admitted like any other, and what they are is read from their bytes', async ({
    assert,
  }) => {
    const owner = await DirectUploader.guest(server.url)
    const refusals: [response: Response, status: number, code: string][] = [
      [await owner.begin(randomUUID(), limits.documentBytes + 1), 413, 'FILE_TOO_LARGE'],
      [await owner.begin(randomUUID(), limits.imageBytes + 1, 'a.png'), 413, 'FILE_TOO_LARGE'],
      [await owner.begin('../../etc/passwd', 10), 400, 'BAD_ID'],
      [await owner.begin(randomUUID(), 0), 400, 'BAD_ID'],
      [await owner.finish(randomUUID()), 410, 'GONE'],
      [await owner.upload(randomUUID(), pngOf(8, 8), 'a.pdf'), 415, 'WRONG_TYPE'],
      [await owner.upload(randomUUID(), Buffer.from('<svg/>'), 'a.bin'), 415, 'UNSUPPORTED_TYPE'],
    ]
    for (const [response, status, code] of refusals) {
      assert.equal(response.status, status, code)
      assert.equal(await codeOf(response), code)
    }
    assert.deepEqual(await bucket.keys(owner.userId), [])
    assert.deepEqual(await bucket.keys('incoming/'), [])

    const id = randomUUID()
    const [part] = await owner.plan(id, 5)
    const longer = { ...part!, end: 50 }
    assert.equal((await owner.put(longer, Buffer.alloc(50, 'x'))).status, 403)
    assert.equal(await codeOf(await owner.finish(id)), 'INCOMPLETE')
    assert.equal((await owner.giveUp(id)).status, 204)
    assert.equal((await owner.put(part!, Buffer.from('right'))).status, 404)
    assert.lengthOf(await bucket.unfinished(), 0)
    const image = randomUUID()
    assert.equal((await owner.upload(image, pngOf(8, 8), 'wrong-name.dat')).status, 200)
    const shown = await owner.visitor.get(`/files/${image}`)
    assert.equal(shown.headers.get('content-type'), 'image/png')
  })

  test('are out of reach for a neighbour, who is told what is told of nothing', async ({
    assert,
  }) => {
    const owner = await DirectUploader.guest(server.url)
    const neighbour = await DirectUploader.guest(server.url)
    const bytes = Buffer.from('Whose is this?')
    const id = randomUUID()
    const [part] = await owner.plan(id, bytes.length)
    const finished = await neighbour.finish(id)
    assert.deepEqual([finished.status, await codeOf(finished)], [410, 'GONE'])
    assert.equal((await neighbour.giveUp(id)).status, 204)
    assert.equal((await owner.put(part!, bytes)).status, 200, 'it was not given up')
    assert.equal((await owner.finish(id)).status, 200)
    const nothing = await (await neighbour.visitor.get(`/files/${randomUUID()}/download`)).text()
    const theirs = await neighbour.visitor.get(`/files/${id}/download`)
    assert.equal(theirs.status, 404)
    assert.equal(await theirs.text(), nothing)
    const nobody = await new Visitor(server.url).get(`/files/${id}/download`)
    assert.equal(nobody.status, 401)
  })

  test('are downloaded by a link of five minutes, always as an attachment', async ({ assert }) => {
    const owner = await DirectUploader.guest(server.url)
    const page = Buffer.from('<p>A page with a <script>alert(1)</script></p>')
    const id = randomUUID()
    assert.equal((await owner.upload(id, page, "Ann's page.html")).status, 200)
    const onTheWay = await owner.visitor.get(`/files/${id}/download`)
    assert.equal(onTheWay.status, 302)
    assert.equal(onTheWay.headers.get('cache-control'), 'no-store')
    const link = new URL(onTheWay.headers.get('location')!)
    assert.equal(link.origin, line.url)
    assert.equal(link.searchParams.get('X-Amz-Expires'), '300')
    const file = await fetch(link)
    assert.equal(file.status, 200)
    assert.equal(file.headers.get('content-type'), 'text/html')
    assert.equal(
      file.headers.get('content-disposition'),
      "attachment; filename*=UTF-8''Ann%27s%20page.html"
    )
    assert.equal(await file.text(), String(page))
    for (const [name, value] of [
      ['response-content-disposition', 'inline'],
      ['X-Amz-Expires', '9999'],
    ]) {
      const changed = new URL(link)
      changed.searchParams.set(name!, value!)
      assert.equal((await fetch(changed)).status, 403, name)
    }
  })

  test('that are documents are read from there, and leave it when they are deleted', async ({
    assert,
  }) => {
    const owner = await DirectUploader.guest(server.url)
    const device = await SyncClient.connect({ cookie: owner.visitor.cookie, url: server.url })
    await device.pull()
    const bytes = Buffer.from('The boiler stands in the cellar. Its pressure must be 1.5 bar.')
    const documentId = randomUUID()
    const facts = { name: 'house.txt', mediaType: 'text/plain' as const, size: bytes.length }
    await device.commit(sample.documentAdded({ documentId, ...facts }))
    assert.equal((await owner.upload(documentId, bytes, 'house.txt')).status, 200)
    const database = server.openDatabase()
    const status = () =>
      (
        database.prepare('SELECT status FROM documents WHERE id = ?').get(documentId) as {
          status: string
        }
      ).status
    await until('the document was read', () => status() === 'ready')
    assert.lengthOf(await bucket.keys(owner.userId), 1)

    // A bucket that cannot be reached when it is to forget something forgets it later.
    line.cut()
    await device.pull(device.head)
    assert.equal((await device.commit(sample.documentDeleted(documentId))).type, 'pushed')
    const orphans = () => database.prepare('SELECT 1 FROM orphaned_objects').all().length
    await until('its bytes are to be removed', () => orphans() === 1)
    assert.lengthOf(await bucket.keys(owner.userId), 1)
    line.mend()
    const other = randomUUID()
    await device.pull(device.head)
    await device.commit(sample.documentAdded({ documentId: other, ...facts }))
    await device.commit(sample.documentDeleted(other))
    await until('its bytes are gone', async () => (await bucket.keys(owner.userId)).length === 0)
    assert.equal(orphans(), 0)
    database.close()
  })

  test('that cannot be read right now say so', async ({ assert }) => {
    const owner = await DirectUploader.guest(server.url)
    const id = randomUUID()
    await owner.upload(id, pngOf(8, 8), 'a.png')
    line.cut()
    const answer = await owner.visitor.get(`/files/${id}`)
    assert.equal(answer.status, 503)
    assert.match(await answer.text(), /UNAVAILABLE.*cannot be read right now/)
    line.mend()
    assert.equal((await owner.visitor.get(`/files/${id}`)).status, 200)
  })

  test('may be sent by pages of this server, and nowhere else', async ({ assert }) => {
    const page = await new Visitor(server.url).get('/')
    const policy = page.headers.get('content-security-policy') ?? ''
    assert.include(policy, `connect-src 'self' ${line.url};`)
  })
})
