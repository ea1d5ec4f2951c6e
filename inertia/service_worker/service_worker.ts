import { SHELL, type Precache } from './precache'

/**
 * Keeps the app shell and every asset of one build, so that chats open without a server. Nothing that knows a user is ever
 * kept: neither /bootstrap nor / nor any other answer of the application.
 */
declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: Precache

const precache = __PRECACHE__
const PREFIX = 'loft-build-'
const CACHE = PREFIX + precache.version
const hashed = new Set(precache.assets)
const kept = new Set([...precache.assets, ...precache.files])

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  const message = event.data as { type?: unknown } | null
  if (message?.type === 'SKIP_WAITING') void self.skipWaiting()
  if (message?.type === 'CLAIM') event.waitUntil(self.clients.claim())
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (isOnDevice(pathname)) {
      event.respondWith(shell(request))
      event.waitUntil(forgetOldBuilds(event))
    } else if (kept.has(pathname)) {
      event.respondWith(asset(request))
    } else if (isPage(pathname)) {
      event.respondWith(fetch(request).catch(() => shell(request)))
    } else if (pathname === '/') {
      event.respondWith(fetch(request).catch(() => Response.redirect('/chat')))
    }
  } else if (pathname.startsWith('/assets/') || kept.has(pathname)) {
    event.respondWith(asset(request))
  }
})

/** Addresses that the shell can fill without a server. */
const isOnDevice = (pathname: string) =>
  pathname === '/chat' ||
  pathname.startsWith('/chat/') ||
  pathname.startsWith('/projects/') ||
  [
    '/search',
    '/library',
    '/projects',
    '/settings',
    '/settings/appearance',
    '/settings/device',
  ].includes(pathname)

/** Addresses in whose place the shell says that it needs the server. */
const isPage = (pathname: string) => pathname === '/usage' || pathname.startsWith('/settings/')

/** All or nothing: a build of which anything is missing is never offered. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  try {
    await Promise.all([...kept].map((path) => keep(cache, path)))
    await keepShell(cache)
  } catch (error) {
    await caches.delete(CACHE)
    throw error
  }
}

async function keep(cache: Cache, path: string): Promise<void> {
  const known = hashed.has(path) ? await caches.match(path) : undefined
  await cache.put(path, known ?? (await load(path)))
}

/** Without cookies, so that it cannot be anybody's; a server of another build is not believed. */
async function keepShell(cache: Cache): Promise<void> {
  const response = await load(SHELL)
  const html = await response.clone().text()
  const named = html.match(/\/assets\/[^"'\s]+/g) ?? []
  const missing = named.find((path) => !hashed.has(path))
  if (named.length === 0 || missing) throw new Error(`The shell is of another build: ${missing}`)
  await cache.put(SHELL, response)
}

async function load(path: string): Promise<Response> {
  const isHashed = hashed.has(path)
  const response = await fetch(path, {
    credentials: path === SHELL ? 'omit' : 'same-origin',
    cache: isHashed ? 'default' : 'no-cache',
  })
  if (!response.ok || response.redirected) throw new Error(`${path} answered ${response.status}`)
  return response
}

/** Only pages of this build are handed out from now on; those of the old one keep finding their assets. */
async function activate(): Promise<void> {
  await self.clients.claim()
}

async function shell(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(SHELL)) ?? fetch(request)
}

/** Any build may have it: a page that is open since before an update still loads parts of its own. */
async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request, { ignoreSearch: false })
  if (known) return known
  const response = await fetch(request)
  // Left out of the build's list for its size: whoever has needed it once has it offline too.
  if (response.ok && new URL(request.url).pathname.startsWith('/assets/')) {
    const cache = await caches.open(CACHE)
    await cache.put(request, response.clone()).catch(() => {})
  }
  return response
}

/** Old builds go when the page that is being opened is the only one. */
async function forgetOldBuilds(event: FetchEvent): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const others = open.filter(({ id }) => id !== event.clientId && id !== event.resultingClientId)
  if (others.length > 0) return
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  // A build that is being installed or waits is newer than this one, not old.
  const { installing, waiting } = self.registration
  if (!installing && !waiting) await Promise.all(old.map((name) => caches.delete(name)))
}
