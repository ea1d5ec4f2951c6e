import { MainDatabase } from '#core/database'
import { AbandonDirectUpload } from '#files/actions/abandon_direct_upload'
import { BeginDirectUpload } from '#files/actions/begin_direct_upload'
import { BeginUpload } from '#files/actions/begin_upload'
import { FinishDirectUpload } from '#files/actions/finish_direct_upload'
import { FinishUpload } from '#files/actions/finish_upload'
import { KeepImage } from '#files/actions/keep_image'
import { SweepDirectUploads } from '#files/actions/sweep_direct_uploads'
import { SweepFiles } from '#files/actions/sweep_files'
import { ContentLocks } from '#files/content_locks'
import type { Storage } from '#files/define_config'
import { DirectUploadTable } from '#files/direct_upload_table'
import { dispositionOf } from '#files/disposition'
import type { FilesConfig } from '#files/files_config'
import { freeSpace } from '#files/free_space'
import { FindFile } from '#files/queries/find_file'
import { LinkFile, type LinkedFile } from '#files/queries/link_file'
import { OpenFile } from '#files/queries/open_file'
import { ReadFile } from '#files/queries/read_file'
import { UploadBucketOrNone } from '#files/upload_bucket'
import { UploadServer } from '#files/upload_server'
import type { ApplicationService, HttpRouterService } from '@adonisjs/core/types'
import type { Disk } from '@adonisjs/drive'

/** Files that people upload: taken in by the tus protocol, kept in the drive, swept when nothing names them. */
export default class FilesProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    const config = this.app.config.get<FilesConfig>('files')
    container.singleton(ContentLocks, () => new ContentLocks())
    container.singleton(UploadBucketOrNone, async () => {
      const storage = this.app.config.get<Storage>('storage')
      return new UploadBucketOrNone(await storage.createUploadBucket())
    })
    container.bind(FindFile, async (resolver) => new FindFile(await resolver.make(MainDatabase)))
    container.bind(ReadFile, async (resolver) => {
      return new ReadFile(await resolver.make(FindFile), await this.#disk())
    })
    container.bind(OpenFile, async (resolver) => {
      return new OpenFile(await this.#disk(), await resolver.make('logger'))
    })
    container.bind(LinkFile, async (resolver) => {
      const { isBucket } = this.app.config.get<Storage>('storage')
      const sign = isBucket
        ? linkToBucket(await this.#disk(), config)
        : linkToServer(await resolver.make('router'), config)
      return new LinkFile(await resolver.make(FindFile), sign)
    })
    container.singleton(BeginUpload, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      return new BeginUpload(database, config, () => freeSpace(config.incoming))
    })
    container.singleton(FinishUpload, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      return new FinishUpload(database, await this.#disk(), await resolver.make(ContentLocks))
    })
    container.singleton(UploadServer, async (resolver) => {
      const { createUploadServer } = await import('#files/tus_upload_server')
      return createUploadServer({
        beginUpload: await resolver.make(BeginUpload),
        finishUpload: await resolver.make(FinishUpload),
        config,
        logger: await resolver.make('logger'),
      })
    })
    container.singleton(KeepImage, async (resolver) => {
      const [database, beginUpload, finishUpload] = await Promise.all([
        resolver.make(MainDatabase),
        resolver.make(BeginUpload),
        resolver.make(FinishUpload),
      ])
      return new KeepImage(database, beginUpload, finishUpload, config)
    })
    container.singleton(SweepFiles, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const disk = await this.#disk()
      return new SweepFiles(database, disk, config, await resolver.make(ContentLocks))
    })
    this.#registerDirectUploads(config)
  }

  #registerDirectUploads(config: FilesConfig): void {
    const { container } = this.app
    const shared = async () => {
      const { bucket } = await container.make(UploadBucketOrNone)
      const [disk, locks] = await Promise.all([this.#disk(), container.make(ContentLocks)])
      const table = new DirectUploadTable(await container.make(MainDatabase))
      return { bucket, disk, locks, table, config }
    }
    container.singleton(BeginDirectUpload, async (resolver) => {
      const beginUpload = await resolver.make(BeginUpload)
      return new BeginDirectUpload({ ...(await shared()), beginUpload })
    })
    container.singleton(FinishDirectUpload, async (resolver) => {
      const [finishUpload, findFile, logger] = await Promise.all([
        resolver.make(FinishUpload),
        resolver.make(FindFile),
        resolver.make('logger'),
      ])
      return new FinishDirectUpload({ ...(await shared()), finishUpload, findFile, logger })
    })
    container.singleton(AbandonDirectUpload, async () => {
      const { bucket, disk, table, locks } = await shared()
      return new AbandonDirectUpload(bucket, disk, table, locks)
    })
    container.singleton(SweepDirectUploads, async () => {
      const { bucket, disk, table } = await shared()
      return new SweepDirectUploads(bucket, disk, table, config)
    })
  }

  async #disk() {
    return (await this.app.container.make('drive.manager')).use()
  }

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const sweepFiles = await this.app.container.make(SweepFiles)
    const logger = await this.app.container.make('logger')
    const { sweepInterval } = this.app.config.get<FilesConfig>('files')
    const uploads = await this.app.container.make(UploadServer)
    const direct = await this.app.container.make(SweepDirectUploads)
    const sweep = () =>
      Promise.all([sweepFiles.handle(), uploads.sweep(), direct.handle()]).catch((error: unknown) =>
        logger.error({ err: error }, 'unused files not swept')
      )
    const timer = setInterval(sweep, sweepInterval)
    timer.unref()
    this.app.terminating(() => clearInterval(timer))
  }
}

/** The bucket answers by itself, as an attachment of the type that was found. */
const linkToBucket =
  (disk: Disk, { downloadSeconds }: FilesConfig) =>
  ({ file }: LinkedFile): Promise<string> =>
    disk.getSignedUrl(file.path, {
      expiresIn: downloadSeconds,
      contentType: file.mediaType,
      contentDisposition: dispositionOf(file),
    })

const linkToServer =
  (router: HttpRouterService, { downloadSeconds }: FilesConfig) =>
  async ({ userId, fileId }: LinkedFile): Promise<string> => {
    const expiresIn = `${downloadSeconds}s`
    return router.makeSignedUrl('files.linked', { userId, id: fileId }, { expiresIn })
  }
