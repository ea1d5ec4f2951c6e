import type { SyncConfig } from '#sync/sync_config'
import type { WebSocket } from 'ws'

/** Whether the peer of a socket still lives and reads. Told by the shared heartbeat, so it owns no timer. */
export class Liveness {
  #missed = 0
  #pingedAt: number
  #slowSince = 0
  #touchedAt: number

  constructor(
    private readonly socket: WebSocket,
    private readonly config: Pick<SyncConfig, 'heartbeat' | 'frames'>
  ) {
    this.#pingedAt = this.#touchedAt = Date.now()
  }

  /** Anything from the peer is a sign of life. */
  seen(): void {
    this.#missed = 0
  }

  /** False when the socket is to be dropped. */
  beat(now: number): boolean {
    const { heartbeat, frames } = this.config
    if (this.socket.bufferedAmount <= frames.pauseBytes) this.#slowSince = 0
    else if (this.#slowSince === 0) this.#slowSince = now
    else if (now - this.#slowSince >= frames.slowFor) return false
    if (now - this.#pingedAt < heartbeat.pingEvery) return true
    if (this.#missed >= heartbeat.missed) return false
    this.#missed++
    this.#pingedAt = now
    this.socket.ping()
    return true
  }

  /** True once per period: the rolling session is to be extended. */
  isSessionDue(now: number): boolean {
    if (now - this.#touchedAt < this.config.heartbeat.touchSessionEvery) return false
    this.#touchedAt = now
    return true
  }
}
