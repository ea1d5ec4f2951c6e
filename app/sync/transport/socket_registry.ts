import { closeCodes, type ServerFrame } from '#shared/protocol/server_frames'
import type { SocketSession } from '#sync/transport/socket_session'

/** Every open socket of this process. */
export class SocketRegistry {
  readonly #byUser = new Map<string, Set<SocketSession>>()
  #count = 0

  get count(): number {
    return this.#count
  }

  countOf(userId: string): number {
    return this.#byUser.get(userId)?.size ?? 0
  }

  add(session: SocketSession): void {
    const sessions = this.#byUser.get(session.userId)
    if (sessions) sessions.add(session)
    else this.#byUser.set(session.userId, new Set([session]))
    this.#count++
  }

  remove(session: SocketSession): void {
    const sessions = this.#byUser.get(session.userId)
    if (!sessions?.delete(session)) return
    if (sessions.size === 0) this.#byUser.delete(session.userId)
    this.#count--
  }

  /** Signed out: closes the sockets that this session opened. Nothing more is sent on them. */
  closeSession(sessionId: string, code: number = closeCodes.sessionEnded): void {
    for (const session of this.all()) {
      if (session.sessionId === sessionId) session.close(code)
    }
  }

  /** Suspended, deleted, or signed out everywhere. */
  closeUser(userId: string): void {
    for (const session of [...(this.#byUser.get(userId) ?? [])]) {
      session.close(closeCodes.sessionEnded)
    }
  }

  /** Sends a frame to all open sockets of one person. */
  tell(userId: string, frame: ServerFrame): void {
    const text = JSON.stringify(frame)
    for (const session of [...(this.#byUser.get(userId) ?? [])]) session.send(text)
  }

  /** A copy: sessions leave while they are closed. */
  all(): SocketSession[] {
    return [...this.#byUser.values()].flatMap((sessions) => [...sessions])
  }
}
