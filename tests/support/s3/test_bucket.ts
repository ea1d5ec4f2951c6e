import { randomUUID } from 'node:crypto'
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { cephServer, type S3Account } from '#tests/support/s3/ceph_server'

/** A fresh bucket on a real S3 server, seen with the test's own client. */
export class TestBucket {
  private constructor(
    readonly name: string,
    readonly account: S3Account,
    private readonly client: S3Client
  ) {}

  /** `origin` may send to it from pages, by the rules that docs/operations.md gives operators. */
  static async create(origin = 'http://localhost:3333'): Promise<TestBucket> {
    const account = await cephServer()
    const { endpoint, accessKeyId, secretAccessKey } = account
    const client = new S3Client({
      ...{ endpoint, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } },
      // Ceph makes no bucket in the region `auto`; everything else works in it.
      region: 'us-east-1',
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
    const Bucket = `loft-${randomUUID()}`
    await client.send(new CreateBucketCommand({ Bucket }))
    const rule = { AllowedOrigins: [origin], AllowedMethods: ['PUT'], AllowedHeaders: ['*'] }
    const CORSConfiguration = { CORSRules: [{ ...rule, MaxAgeSeconds: 3600 }] }
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }))
    return new TestBucket(Bucket, account, client)
  }

  /** Settings of a server that keeps its files here, perhaps over a line that can be cut. */
  environment(endpoint = this.account.endpoint): Record<string, string> {
    return {
      S3_BUCKET: this.name,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: this.account.accessKeyId,
      S3_SECRET_ACCESS_KEY: this.account.secretAccessKey,
    }
  }

  async keys(Prefix?: string): Promise<string[]> {
    const answer = await this.client.send(new ListObjectsV2Command({ Bucket: this.name, Prefix }))
    return (answer.Contents ?? []).map(({ Key }) => Key ?? '')
  }

  /** Keys of uploads that were begun and not put together. */
  async unfinished(): Promise<string[]> {
    const answer = await this.client.send(new ListMultipartUploadsCommand({ Bucket: this.name }))
    return (answer.Uploads ?? []).map(({ Key }) => Key ?? '')
  }
}
