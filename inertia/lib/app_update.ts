/**
 * The service worker as the page sees it. A new version waits until somebody asks for it; then every tab is served by it, but
 * only the one that asked reloads: the others show that they should.
 */
type Update = 'none' | 'waiting' | 'taken'

const CHECK_EVERY = 60 * 60 * 1000
const AGAIN = 30_000

let update: Update = 'none'
let registration: ServiceWorkerRegistration | undefined
let isAskedHere = false
const listeners = new Set<() => void>()

function set(next: Update) {
  update = next
  for (const listener of listeners) listener()
}

export const appUpdate = {
  get: () => update,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  /** Reloads into the new version. Drafts are stored when the page is left. */
  take() {
    const waiting = registration?.waiting
    if (!waiting) return window.location.reload()
    isAskedHere = true
    waiting.postMessage({ type: 'SKIP_WAITING' })
  },
}

/** A page that does not get to `registerServiceWorker` by itself, because its database does not open. */
const PATIENCE = 8_000

/**
 * After load, so that the first paint shares neither network nor processor with it. A first visit copies all of Loft: pages
 * that open a database leave that for afterwards, and ask for it then.
 */
export function registerServiceWorkerOnceLoaded(opensDatabase: boolean): void {
  const isFirstVisit = isSupported() && navigator.serviceWorker.controller === null
  const start = () =>
    void setTimeout(registerServiceWorker, isFirstVisit && opensDatabase ? PATIENCE : 0)
  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start, { once: true })
}

export function registerServiceWorker(): void {
  if (isRegistering || !isSupported()) return
  isRegistering = true
  let isControlled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of a browser takes over a page that is its own version already.
    if (!isControlled) isControlled = true
    else if (isAskedHere) window.location.reload()
    else set('taken')
  })
  const check = () => void registration?.update().catch(() => {})
  setInterval(check, CHECK_EVERY)
  window.addEventListener('online', check)
  void register(isControlled)
}

let isRegistering = false
const isSupported = () => import.meta.env.PROD && 'serviceWorker' in navigator

async function register(isControlled: boolean): Promise<void> {
  try {
    registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  } catch (error) {
    console.warn('Loft cannot start without a network here yet.', error)
    return registerAgain()
  }
  if (registration.waiting && isControlled) set('waiting')
  // A page that was on its way while the first worker took over belongs to nobody, and would never hear of a new version.
  if (!isControlled) registration.active?.postMessage({ type: 'CLAIM' })
  registration.addEventListener('updatefound', () => watch(registration?.installing))
  watch(registration.installing)
}

/** The network was lost before the first copy was whole. */
const registerAgain = () => void setTimeout(() => void register(false), AGAIN)

function watch(worker: ServiceWorker | null | undefined) {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && navigator.serviceWorker.controller) set('waiting')
    if (worker.state === 'redundant' && !registration?.active) registerAgain()
  })
}
