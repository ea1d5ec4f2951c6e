import { join } from 'node:path'
import { defineConfig } from '@adonisjs/vite'
import { staticFiles } from '#config/static'

export default defineConfig({
  buildDirectory: join(staticFiles.directory, 'assets'),
  manifestFile: join(staticFiles.directory, 'assets/.vite/manifest.json'),
  assetsUrl: '/assets',
})
