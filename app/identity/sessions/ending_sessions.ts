import type { HttpContext } from '@adonisjs/core/http'
import { MessageBuilder } from '@adonisjs/core/helpers'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { SessionData, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

interface Settings {
  client: QueryClientContract
  table: string
  cookieName: string
  /** How long a session lives after a request, in milliseconds. */
  age: number
}

/**
 * The session store of one request. The framework writes a session, and sends its cookie, at the end of its request whether or not
 * it is still there: a request that was under way while its session was signed out, revoked or replaced would bring the session
 * back to life, or put its dead cookie over the one that a sign-in has just set. Here what was read is only ever updated, and what
 * is gone sends no cookie.
 */
export function endingSessions(
  store: SessionStoreWithTaggingContract,
  response: HttpContext['response'],
  { client, table, cookieName, age }: Settings
): SessionStoreWithTaggingContract {
  const known = new Set<string>()

  const update = async (id: string, columns: { data?: string }) => {
    const renewed = { ...columns, expires_at: new Date(Date.now() + age) }
    const counts = [await client.from(table).where('id', id).update(renewed)].flat()
    if (counts[0] === 0) withdrawCookie(response, cookieName)
  }

  return {
    async read(id) {
      const data = await store.read(id)
      if (data) known.add(id)
      return data
    },
    async write(id: string, data: SessionData) {
      if (!known.has(id)) return store.write(id, data)
      // The store's own format, in one statement: looking first would leave a gap.
      await update(id, { data: new MessageBuilder().build(data, undefined, id) })
    },
    destroy: (id) => store.destroy(id),
    touch: (id) => update(id, {}),
    tag: (id, userId) => store.tag(id, userId),
    untag: (id, userId) => store.untag(id, userId),
    tagged: (userId) => store.tagged(userId),
  }
}

/** Response headers are not sent before the session is stored. */
function withdrawCookie(response: HttpContext['response'], cookieName: string): void {
  const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
  response.removeHeader('set-cookie')
  for (const cookie of cookies) {
    if (!cookie.startsWith(`${cookieName}=`)) response.append('set-cookie', cookie)
  }
}
