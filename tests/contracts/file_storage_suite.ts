import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Disk } from '@adonisjs/drive'
import { test } from '@japa/runner'

interface OpenStorage {
  disk: Disk
  close(): void
}

/** What uploads, documents and the sweep rely on, whatever keeps the bytes. */
export function fileStorageSuite(name: string, open: () => Promise<OpenStorage>): void {
  test.group(`File storage: ${name}`, (group) => {
    let storage: OpenStorage
    group.setup(async () => {
      storage = await open()
      return () => storage.close()
    })

    test('a stream of known length comes back byte for byte', async ({ assert, cleanup }) => {
      const folder = await mkdtemp(join(tmpdir(), 'loft-stream-'))
      cleanup(() => rm(folder, { recursive: true }))
      const bytes = Buffer.alloc(3_000_001, 'loft')
      await writeFile(join(folder, 'file'), bytes)
      const { disk } = storage
      assert.isFalse(await disk.exists('ada/stream'))
      await disk.putStream('ada/stream', createReadStream(join(folder, 'file')), {
        ...{ contentType: 'text/plain', contentLength: bytes.length },
      })
      assert.isTrue(await disk.exists('ada/stream'))
      assert.isTrue(bytes.equals(await buffer(await disk.getStream('ada/stream'))))
      assert.isTrue(bytes.equals(await disk.getBytes('ada/stream')))
    })

    test('a source that breaks off leaves nothing that looks whole', async ({ assert }) => {
      const { disk } = storage
      const broken = Readable.from(
        (function* () {
          yield Buffer.alloc(1_000)
          throw new Error('The disk is gone')
        })()
      )
      await assert.rejects(() => disk.putStream('ada/broken', broken, { contentLength: 5_000 }))
      const size = await disk.getMetaData('ada/broken').then(
        ({ contentLength }) => contentLength,
        () => 0
      )
      assert.notEqual(size, 5_000)
    })

    test('a copy stays when its original goes', async ({ assert }) => {
      const { disk } = storage
      await disk.put('incoming/ada/one', 'the boiler')
      await disk.copy('incoming/ada/one', 'ada/kept')
      await disk.delete('incoming/ada/one')
      assert.equal(await disk.get('ada/kept'), 'the boiler')
      assert.isFalse(await disk.exists('incoming/ada/one'))
      // A sweep that was cut off deletes again.
      await disk.delete('incoming/ada/one')
      await assert.rejects(() => disk.getBytes('incoming/ada/one'))
    })

    test('what is listed has its age, page by page', async ({ assert }) => {
      const { disk } = storage
      const keys = Array.from({ length: 5 }, (_, index) => `listed/person/${index}`)
      for (const key of keys) await disk.put(key, 'x')
      await disk.put('unlisted/person/9', 'x')
      const found: string[] = []
      let paginationToken: string | undefined
      do {
        const options = { recursive: true, paginationToken, maxResults: 2 }
        const page = await disk.listAll('listed', options)
        for (const object of page.objects) {
          if (!object.isFile) continue
          found.push(object.key)
          const { lastModified } = await object.getMetaData()
          assert.isBelow(Math.abs(Date.now() - lastModified.getTime()), 60_000)
        }
        paginationToken = page.paginationToken
      } while (paginationToken !== undefined)
      assert.deepEqual(found.sort(), keys)
    })
  })
}
