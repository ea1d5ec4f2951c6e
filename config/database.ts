import { join } from 'node:path'
import { defineConfig } from '@adonisjs/lucid'
import { dataDirectory } from '#config/app'
import { sqliteConnection } from '#core/sqlite/sqlite_connection'

/**
 * Three files, so that a busy cache or limiter never holds the lock of the log. Migrations of all three
 * run at start (providers/database_provider.ts).
 */
export const connectionNames = ['main', 'cache', 'limiter'] as const

export default defineConfig({
  connection: 'main',
  connections: {
    /** Acknowledged events must survive a power cut (FULL), deleted text must be gone (secure_delete). */
    main: sqliteConnection('main', join(dataDirectory, 'main.sqlite'), {
      synchronous: 'FULL',
      secureDelete: true,
    }),
    /** Vectors of people's texts are in it: what follows from deleted text must be gone too. */
    cache: sqliteConnection('cache', join(dataDirectory, 'cache.sqlite'), {
      synchronous: 'NORMAL',
      secureDelete: true,
    }),
    limiter: sqliteConnection('limiter', join(dataDirectory, 'limiter.sqlite'), {
      synchronous: 'NORMAL',
      secureDelete: false,
    }),
  },
})
