import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import { spec } from '@japa/runner/reporters'
import { baseUrl } from '#tests/support/base_url'
import { databaseSessions } from '#tests/support/database_sessions'
import { summaryLine } from '#tests/support/summary_line_reporter'

export const plugins: Config['plugins'] = [
  assert(),
  pluginAdonisJS(app, { baseURL: baseUrl() }),
  apiClient(baseUrl()),
  sessionApiClient(app),
  databaseSessions(app),
  shieldApiClient(),
  authApiClient(app),
]

export const reporters: Config['reporters'] = {
  activated: ['spec', 'summary-line'],
  list: [spec(), summaryLine()],
}

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [],
}

/** Databases are migrated when the application starts; only these suites talk to it over HTTP. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (['functional', 'sync'].includes(suite.name)) {
    suite.setup(() => testUtils.httpServer().start())
  }
}
