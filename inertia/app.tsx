import '~/css/app.css'
import { createInertiaApp, type ResolvedComponent } from '@inertiajs/react'
import { createRoot } from 'react-dom/client'
import { registerServiceWorkerOnceLoaded } from '~/lib/app_update'
import { watchAppearance } from '~/lib/appearance'
import { readInitialPage } from '~/lib/initial_page'
import { pageComponents } from '~/lib/page_components'
import { watchVisits } from '~/lib/page_visits'

const pages = import.meta.glob<{ default: ResolvedComponent }>('./pages/**/*.tsx')

watchAppearance()

/** Pages of people who are not in yet. */
const OUTSIDE = new Set([
  'home',
  'sign_in',
  'sign_up',
  'forgot_password',
  'reset_password',
  'verify',
])

const { page, assetVersion } = readInitialPage()
watchVisits(assetVersion)
registerServiceWorkerOnceLoaded(!OUTSIDE.has(page.component))

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
