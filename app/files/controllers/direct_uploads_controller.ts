import { AbandonDirectUpload } from '#files/actions/abandon_direct_upload'
import { BeginDirectUpload } from '#files/actions/begin_direct_upload'
import { FinishDirectUpload } from '#files/actions/finish_direct_upload'
import {
  BAD_ID,
  refusalToBegin,
  refusalToFinish,
  UNAVAILABLE,
  type UploadRefusal,
} from '#files/upload_refusals'
import { DirectUploadRequest, type DirectUploadPlan } from '#shared/protocol/direct_upload'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Schema } from 'effect'

const decode = Schema.decodeUnknownEither(DirectUploadRequest, { onExcessProperty: 'error' })
const INCOMPLETE: UploadRefusal = {
  ...{ status: 409, code: 'INCOMPLETE', message: 'Parts of this file have not arrived.' },
}

/** Uploads whose bytes go from the browser to the bucket: see app/shared/protocol/direct_upload.ts. */
@inject()
export default class DirectUploadsController {
  constructor(
    private readonly beginUpload: BeginDirectUpload,
    private readonly finishUpload: FinishDirectUpload,
    private readonly abandonUpload: AbandonDirectUpload
  ) {}

  async store(context: HttpContext) {
    const user = context.auth.use('web').getUserOrFail()
    const decoded = decode(context.request.body())
    if (decoded._tag === 'Left') return refuse(context, BAD_ID)
    const { id, size } = decoded.right
    const name = decoded.right.name.toWellFormed() || 'Image'
    const owner = { userId: user.id, isGuest: user.isGuest }
    const result = await this.beginUpload
      .handle({ ...owner, fileId: id, name, size })
      .catch((error: unknown) => failed(context, error))
    switch (result.type) {
      case 'planned':
        return { type: 'direct', parts: result.parts } satisfies DirectUploadPlan
      case 'through_server':
        return { type: 'through_server' } satisfies DirectUploadPlan
      case 'complete':
        return { type: 'stored' } satisfies DirectUploadPlan
      case 'failed':
        return refuse(context, UNAVAILABLE)
      default:
        return refuse(context, refusalToBegin(result))
    }
  }

  async finish(context: HttpContext) {
    const userId = context.auth.use('web').getUserOrFail().id
    const fileId = String(context.params.id)
    const result = await this.finishUpload
      .handle({ userId, fileId })
      .catch((error: unknown) => failed(context, error))
    switch (result.type) {
      case 'stored':
        return { type: 'stored' } satisfies DirectUploadPlan
      case 'incomplete':
        return refuse(context, INCOMPLETE)
      case 'failed':
        return refuse(context, UNAVAILABLE)
      default:
        return refuse(context, refusalToFinish(result))
    }
  }

  async destroy(context: HttpContext) {
    const userId = context.auth.use('web').getUserOrFail().id
    const fileId = String(context.params.id)
    const result = await this.abandonUpload
      .handle({ userId, fileId })
      .catch((error: unknown) => failed(context, error))
    return result ? refuse(context, UNAVAILABLE) : context.response.noContent()
  }
}

/** The bucket's own words name it and its keys: they are for the log. */
function failed({ logger }: HttpContext, error: unknown): { type: 'failed' } {
  logger.error({ err: error }, 'direct upload failed')
  return { type: 'failed' }
}

const refuse = ({ response }: HttpContext, { status, ...error }: UploadRefusal) =>
  response.status(status).json({ error })
