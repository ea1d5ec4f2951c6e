import type { SessionStoreContract } from '@adonisjs/session/types'

/** Keeps rolling sessions alive while a socket is open, since an open tab may send no request for months. */
export class SessionKeeper {
  constructor(private readonly store: SessionStoreContract) {}

  /** Extends the session. False when it has ended or belongs to somebody else by now. */
  async keep(sessionId: string, userId: string): Promise<boolean> {
    const data = await this.store.read(sessionId)
    if (!data || !Object.values(data).includes(userId)) return false
    await this.store.touch(sessionId)
    return true
  }
}
