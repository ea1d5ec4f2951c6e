import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { statusOf } from '#files/drivers/s3/s3_client'
import {
  UploadBucket,
  type ArrivedPart,
  type PartToSign,
  type UnfinishedUpload,
} from '#files/upload_bucket'

/** Uploads in pieces to any S3, by its multipart uploads. */
export class S3UploadBucket extends UploadBucket {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string
  ) {
    super()
  }

  async begin(key: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({ Bucket: this.bucket, Key: key })
    const { UploadId } = await this.client.send(command)
    if (!UploadId) throw new Error('The bucket gave the upload no id')
    return UploadId
  }

  signParts(
    key: string,
    uploadId: string,
    parts: readonly PartToSign[],
    seconds: number
  ): Promise<string[]> {
    const upload = { Bucket: this.bucket, Key: key, UploadId: uploadId }
    const links = parts.map(({ number, size }) => {
      const command = new UploadPartCommand({
        ...{ ...upload, PartNumber: number, ContentLength: size },
      })
      // The signed length keeps everything above what was counted out of the bucket.
      const signableHeaders = new Set(['content-length', 'host'])
      return getSignedUrl(this.client, command, { expiresIn: seconds, signableHeaders })
    })
    return Promise.all(links)
  }

  async arrived(key: string, uploadId: string): Promise<ArrivedPart[] | null> {
    const parts: ArrivedPart[] = []
    let marker: string | undefined
    try {
      do {
        const upload = { Bucket: this.bucket, Key: key, UploadId: uploadId }
        const answer = await this.client.send(
          new ListPartsCommand({ ...upload, PartNumberMarker: marker })
        )
        for (const { PartNumber, Size, ETag } of answer.Parts ?? []) {
          parts.push({ number: PartNumber ?? 0, size: Size ?? 0, tag: ETag ?? '' })
        }
        marker = answer.IsTruncated ? answer.NextPartNumberMarker : undefined
      } while (marker !== undefined)
    } catch (error) {
      if (statusOf(error) === 404) return null
      throw error
    }
    return parts
  }

  async complete(key: string, uploadId: string, parts: readonly ArrivedPart[]): Promise<void> {
    const list = parts.map(({ number, tag }) => ({ PartNumber: number, ETag: tag }))
    const upload = { Bucket: this.bucket, Key: key, UploadId: uploadId }
    const command = new CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts: list },
    })
    await this.client.send(command)
  }

  async abort(key: string, uploadId: string): Promise<void> {
    const upload = { Bucket: this.bucket, Key: key, UploadId: uploadId }
    await this.client.send(new AbortMultipartUploadCommand(upload)).catch(unlessGone)
  }

  async unfinished(prefix: string): Promise<UnfinishedUpload[]> {
    const uploads: UnfinishedUpload[] = []
    let next: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
    while (next) {
      const where = { Bucket: this.bucket, Prefix: prefix, ...next }
      const answer: Awaited<ReturnType<typeof this.list>> = await this.list(where)
      for (const { Key, UploadId, Initiated } of answer.Uploads ?? []) {
        if (Key && UploadId && Initiated) {
          uploads.push({ key: Key, uploadId: UploadId, begunAt: Initiated })
        }
      }
      const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = answer
      next = IsTruncated
        ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker }
        : undefined
    }
    return uploads
  }

  private list(where: ConstructorParameters<typeof ListMultipartUploadsCommand>[0]) {
    return this.client.send(new ListMultipartUploadsCommand(where))
  }
}

function unlessGone(error: unknown): void {
  if (statusOf(error) !== 404) throw error
}
