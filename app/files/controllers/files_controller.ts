import { FindFile, type StoredFile } from '#files/queries/find_file'
import { LinkFile } from '#files/queries/link_file'
import { dispositionOf } from '#files/disposition'
import { OpenFile } from '#files/queries/open_file'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class FilesController {
  constructor(
    private readonly findFile: FindFile,
    private readonly linkFile: LinkFile,
    private readonly openFile: OpenFile
  ) {}

  /** The bytes of one's own file. As an attachment: a file that is opened by itself must not run as a page of ours. */
  async show(context: HttpContext) {
    const { auth, params } = context
    const user = auth.use('web').getUserOrFail()
    const file = await this.findFile.handle(user.id, String(params.id))
    return file ? this.#send(context, file, 31_536_000) : notThere(context)
  }

  /** On the way to one's own file, by a link that is valid for a few minutes: the bucket's, or one of ours. */
  async download(context: HttpContext) {
    const { auth, params, response } = context
    const user = auth.use('web').getUserOrFail()
    const link = await this.linkFile.handle(user.id, String(params.id))
    if (link === null) return notThere(context)
    response.header('cache-control', 'no-store')
    return response.redirect().toPath(link)
  }

  /** What such a link of ours leads to. It is asked for no session: like the bucket's it works for whoever has it, until it expires. */
  async linked(context: HttpContext) {
    const { params, request, response } = context
    if (!request.hasValidSignature()) {
      const message = 'This link has expired. Download the file from Loft again.'
      return response.forbidden({ error: { code: 'LINK_EXPIRED', message } })
    }
    const file = await this.findFile.handle(String(params.userId), String(params.id))
    return file ? this.#send(context, file, null) : notThere(context)
  }

  async #send({ response }: HttpContext, file: StoredFile, maxAge: number | null) {
    const opened = await this.openFile.handle(file)
    if (opened.type === 'unavailable') {
      const message = 'The file cannot be read right now. Try again in a moment.'
      return response.serviceUnavailable({ error: { code: 'UNAVAILABLE', message } })
    }
    const kept = maxAge === null ? 'no-store' : `private, max-age=${maxAge}, immutable`
    response.header('content-type', file.mediaType)
    response.header('content-length', String(file.size))
    response.header('content-disposition', dispositionOf(file))
    response.header('cache-control', kept)
    response.header('x-content-type-options', 'nosniff')
    return response.stream(opened.stream)
  }
}

/** The same for a file that is not there and for somebody else's. */
const notThere = ({ response }: HttpContext) =>
  response.notFound({ error: { code: 'NOT_FOUND', message: 'There is no such file.' } })
