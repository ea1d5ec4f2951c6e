import { existsSync } from 'node:fs'
import app from '@adonisjs/core/services/app'

const built = app.makePath('build/public')

/** Tests serve what production serves, if it has been built; a production build is its own app root. */
const root = app.inTest && existsSync(built) ? built : app.publicPath()

export const staticFiles = {
  /** Absolute folder. */
  directory: root,
  /** Vite writes here, with a hash of the content in each name: cached for ever. */
  immutablePrefix: '/assets/',
  /** Files may change while the server runs. */
  isLive: app.inDev,
}
