import type { Bootstrap } from '#shared/protocol/bootstrap'
import { xsrfToken } from '~/lib/xsrf_token'

const TIMEOUT = 5000

export type BootstrapAnswer =
  | { type: 'bootstrap'; bootstrap: Bootstrap }
  | { type: 'signed_out' }
  /** This device was signed out from another one: what it holds has to go. */
  | { type: 'revoked' }
  /** No network, no server, or a server in trouble: what is stored here serves. */
  | { type: 'unreachable' }

/** @param known what is stored here: the server sends nothing when that is still all true */
export async function fetchBootstrap(known: Bootstrap | null = null): Promise<BootstrapAnswer> {
  try {
    const response = await fetch('/bootstrap', {
      headers: { accept: 'application/json', ...(known?.tag && { 'if-none-match': known.tag }) },
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (response.status === 304 && known) return { type: 'bootstrap', bootstrap: known }
    if (response.status === 401) {
      const { code } = await readRefusal(response)
      return { type: code === 'SESSION_REVOKED' ? 'revoked' : 'signed_out' }
    }
    if (!response.ok) return { type: 'unreachable' }
    return { type: 'bootstrap', bootstrap: (await response.json()) as Bootstrap }
  } catch {
    return { type: 'unreachable' }
  }
}

export type PostAnswer =
  | { type: 'done'; data: unknown }
  | { type: 'unreachable' }
  | ({ type: 'refused'; status: number } & Refusal)

/** The server says no; its sentences, when it sent some. */
export interface Refusal {
  code: string | null
  message: string | null
  /** What is wrong with which field. */
  fields: Readonly<Record<string, string>>
}

export const startAsGuest = () => send('POST', '/guests')
export const endSession = () => send('POST', '/sign-out')

/** A mail server may take its time; nothing else does. */
const PATIENCE = TIMEOUT * 4

/** Redirects are not followed: where to go is the page's business, and /chat must come from the app shell. */
export async function send(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: Readonly<Record<string, unknown>>
): Promise<PostAnswer> {
  try {
    const response = await fetch(path, {
      method,
      redirect: 'manual',
      headers: {
        'accept': 'application/json',
        'x-xsrf-token': xsrfToken(),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.ok || response.type === 'opaqueredirect') {
      return { type: 'done', data: await readJson(response) }
    }
    return { type: 'refused', status: response.status, ...(await readRefusal(response)) }
  } catch {
    return { type: 'unreachable' }
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}

interface ErrorBody {
  error?: { code?: unknown; message?: unknown; fields?: { field: string; message: string }[] }
}

async function readRefusal(response: Response): Promise<Refusal> {
  const { error } = ((await readJson(response)) ?? {}) as ErrorBody
  const fields = Array.isArray(error?.fields) ? error.fields : []
  return {
    code: typeof error?.code === 'string' ? error.code : null,
    message: typeof error?.message === 'string' ? error.message : null,
    fields: Object.fromEntries(fields.map(({ field, message }) => [field, message])),
  }
}
