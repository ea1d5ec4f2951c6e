import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import { defineStorage } from '#files/define_config'
import env from '#start/env'

/** Where uploaded bytes lie. Times in milliseconds. */
export default defineStorage({
  location: join(dataDirectory, 'files'),
  s3: {
    bucket: env.get('S3_BUCKET'),
    endpoint: env.get('S3_ENDPOINT'),
    region: env.get('S3_REGION'),
    accessKeyId: env.get('S3_ACCESS_KEY_ID'),
    secretAccessKey: env.get('S3_SECRET_ACCESS_KEY'),
  },
  timeouts: { connect: 5_000, idle: 15_000 },
  attempts: 2,
})
