import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

/** The address people type. LiveStore needs a secure context: https, or localhost. */
export const appUrl = env.get('APP_URL') ?? `http://localhost:${env.get('PORT')}`

/** Whether the operator said so. */
export const isAppUrlGiven = env.get('APP_URL') !== undefined

/** Cookies are `secure` exactly when the address is https: on http://localhost they must still arrive. */
export const isHttps = appUrl.startsWith('https:')

/** The folder of the databases, absolute. */
export const dataDirectory = env.get('DATA_DIR')

/** May visitors chat without an account? */
export const guestsAllowed = env.get('GUESTS')

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: env.get('TRUSTED_PROXIES'),
  /** Time a client has to send a whole request: slow senders are cut off. Milliseconds. */
  requestTimeout: 60_000,
  headersTimeout: 20_000,
  cookie: {
    path: '/',
    maxAge: '365 days',
    httpOnly: true,
    secure: isHttps,
    sameSite: 'lax',
  },
})
