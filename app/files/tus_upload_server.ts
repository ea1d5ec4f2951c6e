import { join } from 'node:path'
import type { BeginUpload } from '#files/actions/begin_upload'
import type { FinishUpload, FinishUploadResult } from '#files/actions/finish_upload'
import type { FilesConfig } from '#files/files_config'
import {
  BAD_ID,
  refusalToBegin,
  refusalToFinish,
  UNAVAILABLE,
  type UploadRefusal,
} from '#files/upload_refusals'
import type { Uploader, UploadServer } from '#files/upload_server'
import type { Logger } from '@adonisjs/core/logger'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

export const UPLOADS_PATH = '/uploads'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NAME_CHARACTERS = 500

interface Dependencies {
  beginUpload: BeginUpload
  finishUpload: FinishUpload
  config: FilesConfig
  logger: Logger
}

/** The library's request, as far as it is used here. */
interface UploadRequest {
  runtime?: { node?: { req?: object } }
}

/**
 * Resumable uploads by the tus protocol. An upload goes by the id its device made, so that one that was cut off is found again
 * without anything remembered; on the server the id has its person in front, so that nobody can reach another one's.
 */
export function createUploadServer(dependencies: Dependencies): UploadServer {
  const { beginUpload, finishUpload, config, logger } = dependencies
  const people = new WeakMap<object, Uploader>()
  const uploaderOf = ({ runtime }: UploadRequest): Uploader => {
    const uploader = runtime?.node?.req && people.get(runtime.node.req)
    if (!uploader) throw new Error('An upload request without a person')
    return uploader
  }
  const ownId = (request: UploadRequest, id: string | null | undefined): string => {
    if (!id || !ID.test(id)) throw refusal(BAD_ID)
    return `${uploaderOf(request).userId}.${id}`
  }
  const store = new FileStore({
    directory: config.incoming,
    expirationPeriodInMilliseconds: config.keepUnused,
  })

  /** One at a time for each upload: the bytes must stay as they are while they are checked and stored. */
  const finishing = new Map<string, Promise<FinishUploadResult>>()
  const finish = (request: UploadRequest, id: string): Promise<FinishUploadResult> => {
    const running = finishing.get(id)
    if (running) return running
    const fileId = id.slice(id.indexOf('.') + 1)
    const path = join(config.incoming, id)
    const run = finishUpload
      .handle({ userId: uploaderOf(request).userId, fileId, path })
      .then(async (result) => {
        await store.remove(id)
        return result
      })
      .finally(() => finishing.delete(id))
    finishing.set(id, run)
    return run
  }

  const server = new Server({
    path: UPLOADS_PATH,
    datastore: store,
    maxSize: Math.max(config.imageBytes, config.documentBytes),
    relativeLocation: true,
    // Same origin only: without a list the library would answer everybody.
    allowedOrigins: () => false,
    namingFunction: (request, metadata) => ownId(request, metadata?.id),
    getFileIdFromRequest: (request, lastPath) => ownId(request, lastPath),
    generateUrl: (_, { id }) => `${UPLOADS_PATH}/${id.slice(id.indexOf('.') + 1)}`,

    async onUploadCreate(request, { metadata, size }) {
      const result = await beginUpload.handle({
        ...uploaderOf(request),
        fileId: metadata?.id ?? '',
        name: (metadata?.name ?? '').toWellFormed().slice(0, NAME_CHARACTERS) || 'Image',
        size: size ?? Infinity,
      })
      if (result.type === 'begun') return {}
      throw refusal(refusalToBegin(result))
    },

    async onUploadFinish(request, { id }) {
      const result = await finish(request, id)
      if (result.type === 'stored') return {}
      throw refusal(refusalToFinish(result))
    },

    /**
     * All bytes can be here without having been stored: the drive failed, or the server ended in between. The device must not
     * hear that it is done, so it is finished now; after that nothing is here any more, and beginning again says how it is.
     */
    async onIncomingRequest(request, id) {
      await finishing.get(id)?.catch(() => undefined)
      if (request.method !== 'HEAD') return
      const upload = await store.getUpload(id).catch(() => null)
      if (upload && upload.offset === upload.size) await finish(request, id)
    },

    /** The library would send the error's text, which names folders of this machine. */
    onResponseError(_, error) {
      if ('status_code' in error) return undefined
      logger.error({ err: error }, 'upload failed')
      return refusal(UNAVAILABLE)
    },
  })

  return {
    handle(uploader, request, response) {
      people.set(request, uploader)
      return server.handle(request, response)
    },
    sweep: () => server.cleanUpExpiredUploads(),
  }
}

/** What the library throws to refuse. */
const refusal = ({ status, code, message }: UploadRefusal) => ({
  status_code: status,
  body: JSON.stringify({ error: { code, message } }),
})
