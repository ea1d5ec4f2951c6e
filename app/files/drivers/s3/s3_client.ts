import { S3Client } from '@aws-sdk/client-s3'
import type { Secret } from '@adonisjs/core/helpers'

export interface S3Settings {
  bucket: string
  /** Without the bucket: it is the first part of the path. */
  endpoint: string
  /** `auto` on Cloudflare R2. */
  region: string
  accessKeyId: string
  secretAccessKey: Secret<string>
  /** Longest wait for a connection, and for a sign of life on one; milliseconds. */
  timeouts: { connect: number; idle: number }
  /** How often a request is sent before it has failed. */
  attempts: number
}

/**
 * A client for any S3. No checksums that were not asked for: R2 and others refuse them, and a signed link would carry that of an
 * empty body. The whole time of a request has no limit, since a large file may take long; silence has one.
 */
export function createS3Client(settings: S3Settings): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, timeouts, attempts } = settings
  return new S3Client({
    ...{ endpoint, region, forcePathStyle: true, maxAttempts: attempts },
    credentials: { accessKeyId, secretAccessKey: secretAccessKey.release() },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: timeouts.connect, socketTimeout: timeouts.idle },
  })
}

/** The HTTP status of an error of the bucket; undefined when it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
