import { FindFile, type StoredFile } from '#files/queries/find_file'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'

@inject()
export default class FilesController {
  constructor(private readonly findFile: FindFile) {}

  /** The bytes of one's own file. As an attachment: a file that is opened by itself must not run as a page of ours. */
  async show({ auth, params, response }: HttpContext) {
    const user = auth.use('web').getUserOrFail()
    const file = await this.findFile.handle(user.id, String(params.id))
    if (!file) {
      return response.notFound({ error: { code: 'NOT_FOUND', message: 'There is no such file.' } })
    }
    response.header('content-type', file.mediaType)
    response.header('content-length', String(file.size))
    response.header('content-disposition', dispositionOf(file))
    response.header('cache-control', 'private, max-age=31536000, immutable')
    response.header('x-content-type-options', 'nosniff')
    return response.stream(await drive.use().getStream(file.path))
  }
}

/** An image has no name of its own: it is shown, not saved. */
function dispositionOf({ mediaType, name }: StoredFile): string {
  if (mediaType.startsWith('image/')) return 'attachment'
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
