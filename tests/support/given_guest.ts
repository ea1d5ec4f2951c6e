import { randomUUID } from 'node:crypto'
import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import { CookieClient } from '@adonisjs/core/http'
import type { ResolvedSessionConfig } from '@adonisjs/session/types'
import User from '#identity/models/user'

export interface Guest {
  userId: string
  sessionId: string
  /** Value of a Cookie header that signs this guest in. */
  cookie: string
}

/** A guest with a session, as one click on the first page makes one. */
export async function givenGuest(): Promise<Guest> {
  const user = await User.create({ id: randomUUID(), isGuest: true })
  return { userId: user.id, ...(await givenSession(user.id)) }
}

/** Another browser of the same person. */
export async function givenSession(userId: string): Promise<Omit<Guest, 'userId'>> {
  const sessionId = randomUUID()
  const config = await sessionConfig()
  const store = config.stores[config.store](null as never, config)
  await store.write(sessionId, { auth_web: userId })
  const cookies = new CookieClient((await app.container.make('encryption')).use())
  const cookie = `${config.cookieName}=${cookies.sign(config.cookieName, sessionId)}`
  return { sessionId, cookie }
}

/** Takes a session away behind the back of everybody who uses it. */
export async function destroySession(sessionId: string): Promise<void> {
  const config = await sessionConfig()
  await config.stores[config.store](null as never, config).destroy(sessionId)
}

async function sessionConfig(): Promise<ResolvedSessionConfig> {
  const config = await configProvider.resolve<ResolvedSessionConfig>(app, app.config.get('session'))
  if (!config) throw new Error('No session configuration')
  return config
}
