import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineStorage } from '#files/define_config'
import { TestBucket } from '#tests/support/s3/test_bucket'
import { Secret } from '@adonisjs/core/helpers'
import { Disk } from '@adonisjs/drive'

const FAST = { timeouts: { connect: 500, idle: 500 }, attempts: 1 }

/** Files on the disk, as without any configuration. */
export async function diskStorage() {
  const location = mkdtempSync(join(tmpdir(), 'loft-storage-'))
  const storage = defineStorage({ location, s3: { region: 'auto' }, ...FAST })
  const disk = new Disk((await storage.driver.resolver())())
  return { disk, storage, close: () => rmSync(location, { recursive: true }) }
}

/** Files in the bucket of an S3 server; without one given, a fresh one on Ceph. */
export async function bucketStorage(elsewhere?: { endpoint: string }) {
  const real = elsewhere ? null : await TestBucket.create()
  const storage = defineStorage({
    location: '/nowhere',
    s3: {
      bucket: real?.name ?? 'loft',
      endpoint: elsewhere?.endpoint ?? real!.account.endpoint,
      region: 'auto',
      accessKeyId: real?.account.accessKeyId ?? 'key',
      secretAccessKey: new Secret(real?.account.secretAccessKey ?? 'secret'),
    },
    ...(elsewhere ? FAST : { timeouts: { connect: 5_000, idle: 15_000 }, attempts: 2 }),
  })
  const disk = new Disk((await storage.driver.resolver())())
  const uploads = (await storage.createUploadBucket())!
  return { disk, uploads, storage, bucket: real!, close: () => {} }
}
