import { defineConfig } from '@adonisjs/inertia'

/** The asset version is the hash of Vite's manifest, which the package takes by itself. */
export default defineConfig({
  rootView: 'app_layout',
  ssr: { enabled: false },
})
