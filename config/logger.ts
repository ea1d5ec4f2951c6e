import app from '@adonisjs/core/services/app'
import { defineConfig, targets } from '@adonisjs/core/logger'
import env from '#start/env'

/** One JSON line per event on stdout; readable text while developing. Content is never logged. */
const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'loft',
      level: env.get('LOG_LEVEL'),
      redact: { paths: ['password', '*.password', 'apiKey', '*.apiKey', '*.api_key'] },
      // Production writes synchronously to stdout: a worker transport may lose the last lines.
      ...(app.inDev ? { transport: { targets: [targets.pretty()] } } : {}),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
