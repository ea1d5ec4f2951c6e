import type { UploadBucket } from '#files/upload_bucket'
import type { Secret } from '@adonisjs/core/helpers'
import type { DriverContract } from '@adonisjs/drive/types'

/** S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY. */
export interface BucketSettings {
  bucket?: string
  endpoint?: string
  region: string
  accessKeyId?: string
  secretAccessKey?: Secret<string>
}

export interface StorageInput {
  /** Folder of the files, used without a bucket. */
  location: string
  s3: BucketSettings
  /** Longest wait for a connection to the bucket, and for a sign of life on one; milliseconds. */
  timeouts: { connect: number; idle: number }
  attempts: number
}

export interface Storage {
  /** Where bytes are kept, as the drive's configuration names it. */
  driver: { type: 'provider'; resolver: () => Promise<() => DriverContract> }
  /** Whether that is a bucket, which browsers send to and load from by themselves. */
  isBucket: boolean
  /** What pages must be allowed to talk to; null on the disk. */
  origin: string | null
  /** Null on the disk. Nothing is connected before it is used. */
  createUploadBucket: () => Promise<UploadBucket | null>
}

/** Where files are kept: in a bucket when it is configured, else on the disk. The SDK is loaded only for a bucket. */
export function defineStorage({ location, s3, timeouts, attempts }: StorageInput): Storage {
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = s3
  if (!bucket || !endpoint || !accessKeyId || !secretAccessKey) {
    return {
      isBucket: false,
      origin: null,
      createUploadBucket: async () => null,
      driver: provide(async () => {
        const { FSDriver } = await import('flydrive/drivers/fs')
        return () => new FSDriver({ location, visibility: 'private' })
      }),
    }
  }
  const settings = { bucket, endpoint, region, accessKeyId, secretAccessKey, timeouts, attempts }
  const connect = async () => {
    const { createS3Client } = await import('#files/drivers/s3/s3_client')
    return createS3Client(settings)
  }
  return {
    isBucket: true,
    origin: new URL(endpoint).origin,
    async createUploadBucket() {
      const { S3UploadBucket } = await import('#files/drivers/s3/s3_upload_bucket')
      return new S3UploadBucket(await connect(), bucket)
    },
    driver: provide(async () => {
      const { S3Driver } = await import('flydrive/drivers/s3')
      const client = await connect()
      // Access control lists are off in new buckets and unknown to R2: a bucket is private by itself.
      return () => new S3Driver({ client, bucket, visibility: 'private', supportsACL: false })
    }),
  }
}

const provide = (resolver: () => Promise<() => DriverContract>): Storage['driver'] => ({
  ...{ type: 'provider', resolver },
})
