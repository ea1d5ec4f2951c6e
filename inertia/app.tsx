import '~/css/app.css'
import { createInertiaApp, type ResolvedComponent } from '@inertiajs/react'
import { createRoot } from 'react-dom/client'
import { registerServiceWorker } from '~/lib/app_update'
import { watchAppearance } from '~/lib/appearance'
import { readInitialPage } from '~/lib/initial_page'
import { pageComponents } from '~/lib/page_components'
import { watchVisits } from '~/lib/page_visits'

const pages = import.meta.glob<{ default: ResolvedComponent }>('./pages/**/*.tsx')

registerServiceWorker()
watchAppearance()

const { page, assetVersion } = readInitialPage()
watchVisits(assetVersion)

void createInertiaApp({
  page,
  title: (title) => (title ? `${title} · Loft` : 'Loft'),
  // The progress bar brings inline styles, which the content security policy refuses.
  progress: false,
  resolve: pageComponents(pages),
  setup({ el, App, props }) {
    createRoot(el).render(<App {...props} />)
  },
})
