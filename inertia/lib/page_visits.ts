import { router } from '@inertiajs/react'
import { unreachablePage } from '~/lib/page_route'

/** What went wrong with a form or a page while its server was asked; null when nothing did. */
let problem: string | null = null
const listeners = new Set<() => void>()

function setProblem(next: string | null): void {
  problem = next
  for (const listener of listeners) listener()
}

export const visitProblem = {
  get: () => problem,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  dismiss: () => setProblem(null),
}

/**
 * Visits ask the server with the version of this page's assets, so that an updated server answers by a reload, and their answers
 * join a history without versions. A page that cannot be fetched says so in its place; a form that cannot be sent says so above.
 */
export function watchVisits(assetVersion: string | null): void {
  let method = 'get'
  let path = '/'
  router.on('before', ({ detail: { visit } }) => {
    if (visit.prefetch) return
    method = visit.method
    path = visit.url.pathname + visit.url.search
    // What a day is depends on where somebody is; only the browser knows.
    visit.headers['X-Time-Zone'] = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (assetVersion !== null) visit.headers['X-Inertia-Version'] = assetVersion
    setProblem(null)
  })
  router.on('beforeUpdate', ({ detail: { page } }) => {
    page.version = null
  })
  router.on('networkError', (event) => {
    event.preventDefault()
    if (method !== 'get') {
      return setProblem('The server cannot be reached. Nothing was changed; try again in a moment.')
    }
    const page = { component: unreachablePage(path), url: path, props: {} }
    router.push({ ...page, preserveState: true, preserveScroll: true })
  })
  router.on('httpException', (event) => {
    const { status, headers, data } = event.detail.response
    // A page of ours that describes the error is shown like any other.
    if (headers['x-inertia']) return
    event.preventDefault()
    if (status === 401) window.location.assign('/chat')
    else setProblem(messageIn(data) ?? `The server answered with an error (${status}).`)
  })
}

function messageIn(data: unknown): string | null {
  const { error } = (typeof data === 'object' && data !== null ? data : {}) as {
    error?: { message?: unknown }
  }
  return typeof error?.message === 'string' ? error.message : null
}
