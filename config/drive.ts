import storage from '#config/storage'
import { defineConfig } from '@adonisjs/drive'

/** Nothing is served by the drive itself: every read asks who is asking. */
const driveConfig = defineConfig({
  default: 'files',
  services: { files: storage.driver },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
