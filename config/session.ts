import { configProvider } from '@adonisjs/core'
import { defineConfig, stores } from '@adonisjs/session'
import type { SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'
import { isHttps } from '#config/app'
import { endingSessions } from '#identity/sessions/ending_sessions'

/** How long a session lives after its last request, in days. */
export const sessionDays = 365

const cookieName = 'loft_session'
const place = { connectionName: 'main', tableName: 'sessions' }

const database = configProvider.create<SessionStoreFactory>(async (app) => {
  const create = await stores.database(place).resolver(app)
  const lucid = await app.container.make('lucid.db')
  const settings = {
    client: lucid.connection(place.connectionName),
    table: place.tableName,
    cookieName,
    age: sessionDays * 24 * 60 * 60 * 1000,
  }
  return (context, config) => {
    const store = create(context, config) as SessionStoreWithTaggingContract
    // Without a request it is the collection of all sessions, which lives as long as the server.
    return context ? endingSessions(store, context.response, settings) : store
  }
})

/**
 * Sessions are rows of `main`, tagged with their user, so that they can be listed and revoked. They roll:
 * every request extends them by a year, since guests have no other credential.
 */
export default defineConfig({
  enabled: true,
  cookieName,
  clearWithBrowser: false,
  age: `${sessionDays} days`,
  store: 'database',
  stores: { database },
  cookie: { path: '/', httpOnly: true, secure: isHttps, sameSite: 'lax' },
})
