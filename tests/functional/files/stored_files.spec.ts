import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import filesConfig from '#config/files'
import { MainDatabase } from '#core/database'
import { SweepFiles } from '#files/actions/sweep_files'
import { ContentLocks } from '#files/content_locks'
import { pngOf } from '#tests/support/png'
import { Uploader } from '#tests/support/uploader'
import { Visitor } from '#tests/support/visitor'
import app from '@adonisjs/core/services/app'
import drive from '@adonisjs/drive/services/main'
import { test } from '@japa/runner'

test.group('Files | on the disk', () => {
  test('a link loads a file without a session for five minutes, and only that file', async ({
    assert,
  }) => {
    const [owner, other] = [await Uploader.guest(), await Uploader.guest()]
    const [id, second] = [randomUUID(), randomUUID()]
    const page = Buffer.from('<p>A page with a <script>alert(1)</script></p>')
    await owner.upload(id, page, 'page.html')
    await owner.upload(second, Buffer.from('Another one'), 'second.txt')
    const onTheWay = await owner.get(`/files/${id}/download`)
    assert.equal(onTheWay.status, 302)
    assert.equal(onTheWay.headers.get('cache-control'), 'no-store')
    const link = onTheWay.headers.get('location')!
    const nobody = Uploader.nobody()
    const file = await nobody.get(link)
    assert.equal(file.status, 200)
    assert.equal(file.headers.get('content-disposition'), "attachment; filename*=UTF-8''page.html")
    assert.equal(file.headers.get('content-type'), 'text/html')
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(file.headers.get('cache-control'), 'no-store')
    assert.equal(await file.text(), String(page))

    const changed = [
      link.replace(id, second),
      link.replace(owner.userId, other.userId),
      link.replace(/signature=./, 'signature=_'),
      link.replace(/signature=.*/, ''),
    ]
    for (const url of changed) assert.equal((await nobody.get(url)).status, 403, url)
    const router = await app.container.make('router')
    const given = { userId: owner.userId, id }
    const brief = router.makeSignedUrl('files.linked', given, { expiresIn: '1s' })
    await pause(1_100)
    const expired = await nobody.get(brief)
    assert.equal(expired.status, 403)
    assert.match(await expired.text(), /LINK_EXPIRED/)

    const theirs = await other.get(`/files/${id}/download`)
    const nothing = await other.get(`/files/${randomUUID()}/download`)
    assert.deepEqual([theirs.status, nothing.status], [404, 404])
    assert.equal(await theirs.text(), await nothing.text())
    assert.equal((await nobody.get(`/files/${id}/download`)).status, 401)
  })

  test('without a bucket a browser is sent to this server', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.post('/guests')
    const facts = JSON.stringify({ id: randomUUID(), name: 'a.txt', size: 10 })
    const plan = await visitor.post('/direct-uploads', facts)
    assert.deepEqual(await plan.json(), { type: 'through_server' })
  })

  test('bytes that the drive would not remove are removed by the next sweep', async ({
    assert,
  }) => {
    const owner = await Uploader.guest()
    const image = pngOf(16, 16)
    await owner.upload(randomUUID(), image)
    const database = await app.container.make(MainDatabase)
    const disk = drive.use()
    const stuck = new Proxy(disk, {
      get: (target, name) =>
        name === 'delete'
          ? () => Promise.reject(new Error('The bucket does not answer'))
          : (Reflect.get(target, name) as () => unknown).bind(target),
    })
    const locks = await app.container.make(ContentLocks)
    const later = Date.now() + filesConfig.keepUnused + 1_000
    const failing = new SweepFiles(database, stuck, filesConfig, locks)
    await assert.rejects(() => failing.handle(later), /does not answer/)
    const stored = async () => [...(await disk.listAll(owner.userId)).objects].length
    assert.equal(await stored(), 1)
    await (await app.container.make(SweepFiles)).handle()
    assert.equal(await stored(), 0)
  })
})
