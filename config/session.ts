import { defineConfig, stores } from '@adonisjs/session'
import { isHttps } from '#config/app'

/** How long a session lives after its last request, in days. */
export const sessionDays = 365

/**
 * Sessions are rows of `main`, tagged with their user, so that they can be listed and revoked. They roll:
 * every request extends them by a year, since guests have no other credential.
 */
export default defineConfig({
  enabled: true,
  cookieName: 'loft_session',
  clearWithBrowser: false,
  age: `${sessionDays} days`,
  store: 'database',
  stores: {
    database: stores.database({ connectionName: 'main', tableName: 'sessions' }),
  },
  cookie: { path: '/', httpOnly: true, secure: isHttps, sameSite: 'lax' },
})
