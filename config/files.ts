import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import type { FilesConfig } from '#files/files_config'
import { limits } from '#shared/limits'

/** What may be uploaded and how much of it. Sizes are bytes, times milliseconds. */
const filesConfig: FilesConfig = {
  incoming: join(dataDirectory, 'incoming'),
  imageBytes: limits.imageBytes,
  documentBytes: limits.documentBytes,
  bytesPerUser: { guest: 200_000_000, account: 5_000_000_000 },
  unfinishedPerUser: 20,
  keepFree: 500_000_000,
  keepUnused: 24 * 60 * 60 * 1000,
  sweepInterval: 60 * 60 * 1000,
  direct: { partBytes: 8 * 1024 * 1024, linkSeconds: 60 * 60 },
  downloadSeconds: 5 * 60,
}

export default filesConfig
