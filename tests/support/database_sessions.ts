import { configProvider } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import type { defineConfig } from '@adonisjs/session'
import { SessionClient } from '@adonisjs/session/client'
import { ApiRequest } from '@japa/api-client'
import type { PluginFn } from '@japa/runner/types'

/**
 * The session plugin keeps the sessions of API requests in memory and wants the application to do so too.
 * This one, registered after it, uses the store of production, so that revoking a session is real.
 */
export function databaseSessions(app: ApplicationService): PluginFn {
  return async () => {
    const provider = app.config.get<ReturnType<typeof defineConfig>>('session')
    const config = await configProvider.resolve<NonNullable<unknown>>(app, provider)
    const { stores, ...session } = config as Awaited<ReturnType<typeof provider.resolver>>
    // The database store reads nothing from the request.
    const noRequest = undefined as unknown as HttpContext
    ApiRequest.getter(
      'sessionClient',
      () => new SessionClient(stores.database!(noRequest, session)),
      true
    )
  }
}
