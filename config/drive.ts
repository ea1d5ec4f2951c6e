import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import { defineConfig, services } from '@adonisjs/drive'

/** Where uploaded bytes lie. Nothing is served by the drive itself: every read asks who is asking. */
const driveConfig = defineConfig({
  default: 'disk',
  services: {
    disk: services.fs({ location: join(dataDirectory, 'files'), visibility: 'private' }),
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
