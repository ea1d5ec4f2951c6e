import type { Bootstrap } from '#shared/protocol/bootstrap'
import { xsrfToken } from '~/lib/xsrf_token'

const TIMEOUT = 5000

export type BootstrapAnswer =
  | { type: 'bootstrap'; bootstrap: Bootstrap }
  | { type: 'signed_out' }
  /** No network, no server, or a server in trouble: what is stored here serves. */
  | { type: 'unreachable' }

export async function fetchBootstrap(): Promise<BootstrapAnswer> {
  try {
    const response = await fetch('/bootstrap', {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (response.status === 401) return { type: 'signed_out' }
    if (!response.ok) return { type: 'unreachable' }
    return { type: 'bootstrap', bootstrap: (await response.json()) as Bootstrap }
  } catch {
    return { type: 'unreachable' }
  }
}

export type PostAnswer =
  | { type: 'done' }
  | { type: 'unreachable' }
  /** The server says no; its sentence, when it sent one. */
  | { type: 'refused'; status: number; message: string | null }

export const startAsGuest = () => post('/guests')
export const endSession = () => post('/sign-out')

/** Redirects are not followed: where to go is the page's business, and /chat must come from the app shell. */
async function post(path: string): Promise<PostAnswer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'accept': 'application/json', 'x-xsrf-token': xsrfToken() },
      signal: AbortSignal.timeout(TIMEOUT * 2),
    })
    if (response.ok || response.type === 'opaqueredirect') return { type: 'done' }
    return { type: 'refused', status: response.status, message: await readMessage(response) }
  } catch {
    return { type: 'unreachable' }
  }
}

async function readMessage(response: Response): Promise<string | null> {
  try {
    const body = (await response.json()) as {
      error?: { message?: unknown }
      errors?: { message?: unknown }[]
    }
    const message = body.error?.message ?? body.errors?.[0]?.message
    return typeof message === 'string' ? message : null
  } catch {
    return null
  }
}
