import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { livestorePrograms } from '../../../bin/dependencies_plugin.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Bundles the page of the harness as vite.config.ts does the application: same aliases, same kind of workers. */
export default defineConfig({
  root: here('./page/'),
  base: '/harness/',
  resolve: {
    alias: { '~/': here('../../../inertia/'), '#shared/': here('../../../app/shared/') },
  },
  worker: { format: 'es', plugins: () => [livestorePrograms()] },
  build: {
    outDir: here('../../../tmp/harness/'),
    emptyOutDir: true,
    minify: false,
    // The default splits a page that is all one piece, and warns about it.
    chunkSizeWarningLimit: 10_000,
  },
})
