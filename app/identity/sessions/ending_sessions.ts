import { MessageBuilder } from '@adonisjs/core/helpers'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { SessionData, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

interface Settings {
  client: QueryClientContract
  table: string
  /** How long a session lives after a request, in milliseconds. */
  age: number
}

/**
 * The session store of one request. The framework writes a session at the end of its request whether or not it is still there: a
 * request that was under way while its session was signed out, revoked or replaced would bring it back to life. Here what was read
 * is only ever updated.
 */
export function endingSessions(
  store: SessionStoreWithTaggingContract,
  { client, table, age }: Settings
): SessionStoreWithTaggingContract {
  const known = new Set<string>()
  return {
    async read(id) {
      const data = await store.read(id)
      if (data) known.add(id)
      return data
    },
    async write(id: string, data: SessionData) {
      if (!known.has(id)) return store.write(id, data)
      // The store's own format, in one statement: looking first would leave a gap.
      const message = new MessageBuilder().build(data, undefined, id)
      const expiresAt = new Date(Date.now() + age)
      await client.from(table).where('id', id).update({ data: message, expires_at: expiresAt })
    },
    destroy: (id) => store.destroy(id),
    touch: (id) => store.touch(id),
    tag: (id, userId) => store.tag(id, userId),
    untag: (id, userId) => store.untag(id, userId),
    tagged: (userId) => store.tagged(userId),
  }
}
