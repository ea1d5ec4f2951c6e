import { MainDatabase } from '#core/database'
import { BeginUpload } from '#files/actions/begin_upload'
import { KeepImage } from '#files/actions/keep_image'
import { FinishUpload } from '#files/actions/finish_upload'
import { SweepFiles } from '#files/actions/sweep_files'
import { ContentLocks } from '#files/content_locks'
import type { FilesConfig } from '#files/files_config'
import { freeSpace } from '#files/free_space'
import { FindFile } from '#files/queries/find_file'
import { ReadFile } from '#files/queries/read_file'
import { UploadServer } from '#files/upload_server'
import type { ApplicationService } from '@adonisjs/core/types'

/** Files that people upload: taken in by the tus protocol, kept in the drive, swept when nothing names them. */
export default class FilesProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    const config = this.app.config.get<FilesConfig>('files')
    container.singleton(ContentLocks, () => new ContentLocks())
    container.bind(FindFile, async (resolver) => new FindFile(await resolver.make(MainDatabase)))
    container.bind(ReadFile, async (resolver) => {
      const disk = (await resolver.make('drive.manager')).use()
      return new ReadFile(await resolver.make(FindFile), disk)
    })
    container.singleton(UploadServer, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const disk = (await resolver.make('drive.manager')).use()
      const { createUploadServer } = await import('#files/tus_upload_server')
      return createUploadServer({
        beginUpload: new BeginUpload(database, config, () => freeSpace(config.incoming)),
        finishUpload: new FinishUpload(database, disk, await resolver.make(ContentLocks)),
        config,
        logger: await resolver.make('logger'),
      })
    })
    container.singleton(KeepImage, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const disk = (await resolver.make('drive.manager')).use()
      return new KeepImage(
        database,
        new BeginUpload(database, config, () => freeSpace(config.incoming)),
        new FinishUpload(database, disk, await resolver.make(ContentLocks)),
        config
      )
    })
    container.singleton(SweepFiles, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const disk = (await resolver.make('drive.manager')).use()
      return new SweepFiles(database, disk, config, await resolver.make(ContentLocks))
    })
  }

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const sweepFiles = await this.app.container.make(SweepFiles)
    const logger = await this.app.container.make('logger')
    const { sweepInterval } = this.app.config.get<FilesConfig>('files')
    const uploads = await this.app.container.make(UploadServer)
    const sweep = () =>
      Promise.all([sweepFiles.handle(), uploads.sweep()]).catch((error: unknown) =>
        logger.error({ err: error }, 'unused files not swept')
      )
    const timer = setInterval(sweep, sweepInterval)
    timer.unref()
    this.app.terminating(() => clearInterval(timer))
  }
}
