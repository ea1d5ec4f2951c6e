import { fileURLToPath } from 'node:url'
import adonisjs from '@adonisjs/vite/client'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { adjustedDependencies, livestorePrograms } from './bin/dependencies_plugin.js'
import { pdfFonts } from './bin/pdf_fonts_plugin.js'
import { serviceWorker } from './bin/service_worker_plugin.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [
    tailwindcss(),
    react(),
    adonisjs({ entryPoints: ['inertia/app.tsx'], reload: ['resources/views/**/*.edge'] }),
    adjustedDependencies('page'),
    pdfFonts(),
    serviceWorker(),
  ],

  resolve: {
    alias: {
      '~/': here('./inertia/'),
      '#shared/': here('./app/shared/'),
    },
  },

  build: {
    rolldownOptions: {
      treeshake: {
        // Neither says that importing it does nothing.
        moduleSideEffects: [
          { test: /node_modules\/(@inertiajs|laravel-precognition)\//, sideEffects: false },
        ],
      },
      output: {
        codeSplitting: {
          groups: [
            // Else each that two pages share is a file of a few hundred bytes, which compresses badly and costs a request.
            { name: 'icons', test: /[\\/]node_modules[\\/]lucide-react[\\/]/ },
            // Without those that lean on other parts of the page: their files would wait for each other.
            {
              name: 'controls',
              test: /[\\/]inertia[\\/](components|hooks)[\\/](?!document_icon|marked_text|page_link)/,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },

  /** LiveStore's workers are modules: the default (iife) cannot hold their dynamic imports. */
  worker: { format: 'es', plugins: () => [adjustedDependencies('worker'), livestorePrograms()] },

  /**
   * The wasm file is found relative to its own module, which pre-bundling would move. The rest is
   * listed so that a cold dev start does not discover it late and reload the page twice.
   */
  optimizeDeps: {
    exclude: ['@livestore/wa-sqlite'],
    include: [
      'react',
      'react-dom/client',
      '@inertiajs/react',
      '@livestore/livestore',
      '@livestore/react',
      '@livestore/adapter-web',
      '@livestore/adapter-web/shared-worker',
      '@livestore/adapter-web/worker',
      '@livestore/common',
      '@livestore/common/schema',
      '@livestore/utils/effect',
      'effect/Schema',
    ],
  },

  /** Every SQLite write would otherwise reload the page. */
  server: { watch: { ignored: ['**/tmp/**', '**/build/**', '**/.node/**'] } },
})
