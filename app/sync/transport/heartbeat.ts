import type { SyncConfig } from '#sync/sync_config'
import type { SocketRegistry } from '#sync/transport/socket_registry'

/** One timer for all sockets. */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly sockets: SocketRegistry,
    private readonly config: SyncConfig['heartbeat']
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => this.beat(Date.now()), this.config.tick).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  beat(now: number): void {
    for (const session of this.sockets.all()) session.beat(now)
  }
}
