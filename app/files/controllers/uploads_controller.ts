import { finished } from 'node:stream/promises'
import { UploadServer } from '#files/upload_server'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class UploadsController {
  constructor(private readonly uploads: UploadServer) {}

  /** POST begins, HEAD asks how far it came, PATCH sends more, DELETE gives up: see tus.io, version 1.0.0. */
  async handle({ auth, request, response }: HttpContext) {
    const user = auth.use('web').getUserOrFail()
    const outgoing = response.response
    for (const [name, value] of Object.entries(response.getHeaders())) {
      if (value !== undefined) outgoing.setHeader(name, value)
    }
    const uploader = { userId: user.id, isGuest: user.isGuest }
    await this.uploads.handle(uploader, request.request, outgoing)
    // Until then the framework must not touch the answer; a client that leaves half-way is no error of ours.
    await finished(outgoing).catch(() => {})
  }
}
