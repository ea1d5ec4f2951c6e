import { test } from '@japa/runner'
import { unzipSync } from 'fflate'
import { storedZip } from '../../../inertia/lib/stored_zip.js'

test.group('Archive of unsent files', () => {
  test('comes apart into what was put in, whatever the names', async ({ assert }) => {
    const entries = [
      { name: '1 Käfer 🪲.png', bytes: Uint8Array.from({ length: 70_000 }, (_, at) => at * 7) },
      { name: '2 empty', bytes: new Uint8Array(0) },
    ]
    const archive = new Uint8Array(await storedZip(entries).arrayBuffer())
    const unpacked = unzipSync(archive)
    assert.deepEqual(Object.keys(unpacked), ['1 Käfer 🪲.png', '2 empty'])
    for (const { name, bytes } of entries) assert.deepEqual(unpacked[name], bytes)
  })

  test('carries the checksum that unpackers compare', async ({ assert }) => {
    const bytes = new TextEncoder().encode('123456789')
    const archive = await storedZip([{ name: 'check', bytes }]).arrayBuffer()
    // The check value of CRC-32.
    assert.equal(new DataView(archive).getUint32(14, true), 0xcbf43926)
  })
})
