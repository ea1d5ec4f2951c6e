import { configProvider } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import type { ResolvedSessionConfig } from '@adonisjs/session/types'
import { MainDatabase } from '#core/database'
import { PushEvents } from '#sync/actions/push_events'
import { EventLog } from '#sync/event_log'
import { LogPublisher } from '#sync/log_publisher'
import { LogWatchers } from '#sync/log_watchers'
import { Quarantine } from '#sync/quarantine'
import { ServerWriter } from '#sync/server_writer'
import type { SyncConfig } from '#sync/sync_config'
import type { DurableServerWriter } from '#sync/drivers/durable_server_writer'
import { ServerLock } from '#sync/server_lock'
import type { SqliteEventLog } from '#sync/drivers/sqlite_event_log'
import { TokenBuckets } from '#sync/token_bucket'
import { AddressGate } from '#sync/transport/address_gate'
import { Heartbeat } from '#sync/transport/heartbeat'
import { LiveAnswers } from '#sync/transport/live_answers'
import { NoLiveAnswers } from '#sync/transport/no_live_answers'
import { SessionKeeper } from '#sync/transport/session_keeper'
import { SocketRegistry } from '#sync/transport/socket_registry'
import { SocketServices } from '#sync/transport/socket_services'

const DAY = 24 * 60 * 60 * 1_000

/** The logs of all people, and the sockets that bring them to their devices. */
export default class SyncProvider {
  #purging: NodeJS.Timeout | undefined
  #serverLock: ServerLock | undefined

  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    const config = () => this.app.config.get<SyncConfig>('sync')

    container.singleton(LogWatchers, () => new LogWatchers())
    container.singleton(SocketRegistry, () => new SocketRegistry())
    container.singleton(AddressGate, () => new AddressGate(config().sockets))
    container.singleton(LiveAnswers, () => new NoLiveAnswers())
    container.singleton(
      LogPublisher,
      async (resolver) =>
        new LogPublisher(await resolver.make(LogWatchers), await resolver.make('logger'))
    )
    container.singleton(
      Quarantine,
      async (resolver) => new Quarantine(await resolver.make(MainDatabase), config().quarantine)
    )
    container.singleton(EventLog, async (resolver) => {
      const { SqliteEventLog } = await import('#sync/drivers/sqlite_event_log')
      return new SqliteEventLog(await resolver.make(MainDatabase))
    })
    container.singleton(ServerWriter, async (resolver) => {
      const { DurableServerWriter } = await import('#sync/drivers/durable_server_writer')
      return new DurableServerWriter(
        await resolver.make(MainDatabase),
        (await resolver.make(EventLog)) as SqliteEventLog,
        await resolver.make(LogPublisher),
        config().serverWriter,
        await resolver.make('logger')
      )
    })
    container.singleton(
      PushEvents,
      async (resolver) =>
        new PushEvents(
          await resolver.make(EventLog),
          await resolver.make(Quarantine),
          await resolver.make(LogPublisher),
          (await resolver.make(ServerWriter)) as DurableServerWriter,
          new TokenBuckets(config().events),
          config().events.longestDelay,
          await resolver.make('logger')
        )
    )
    container.singleton(SessionKeeper, async () => {
      const sessions = await configProvider.resolve<ResolvedSessionConfig>(
        this.app,
        this.app.config.get('session')
      )
      return new SessionKeeper(sessions!.stores[sessions!.store](null as never, sessions!))
    })
    container.singleton(
      SocketServices,
      async (resolver) =>
        new SocketServices(
          config(),
          await resolver.make(EventLog),
          await resolver.make(LogWatchers),
          await resolver.make(PushEvents),
          await resolver.make(LiveAnswers),
          await resolver.make(SocketRegistry),
          await resolver.make(SessionKeeper),
          await resolver.make('logger')
        )
    )
    container.singleton(
      Heartbeat,
      async (resolver) => new Heartbeat(await resolver.make(SocketRegistry), config().heartbeat)
    )
  }

  /** Before the migrations, which write. The folder exists: database_provider stands above. */
  async boot(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')
    this.#serverLock = await ServerLock.take(dataDirectory)
  }

  /** After the migrations: finishes what an interrupted rebuild left, before anybody can read the tables. */
  async start(): Promise<void> {
    if (!this.#isServing) return
    const { RebuildProjections } = await import('#sync/actions/rebuild_projections')
    await new RebuildProjections(await this.app.container.make(MainDatabase)).resume()
  }

  async ready(): Promise<void> {
    if (!this.#isServing) return
    const { container } = this.app
    const writer = (await container.make(ServerWriter)) as DurableServerWriter
    const quarantine = await container.make(Quarantine)
    const heartbeat = await container.make(Heartbeat)
    await quarantine.purge()
    await writer.resume()
    heartbeat.start()
    this.#purging = setInterval(() => quarantine.purge().catch(() => {}), DAY).unref()
    this.app.terminating(() => heartbeat.stop())
  }

  /** Other modules have said their last words in `terminating`. */
  async shutdown(): Promise<void> {
    if (!this.#isServing) return
    clearInterval(this.#purging)
    const writer = (await this.app.container.make(ServerWriter)) as DurableServerWriter
    await writer.stop()
    this.#serverLock?.release()
  }

  get #isServing(): boolean {
    return ['web', 'test'].includes(this.app.getEnvironment())
  }
}
