import { xsrfToken } from '~/lib/xsrf_token'

/** A check asks the provider, which may take its time. */
const TIMEOUT = 30_000

export type KeyAnswer<T = unknown> =
  | { type: 'done'; body: T }
  /** The server's own sentence. */
  | { type: 'refused'; message: string }
  /** Nobody knows what became of it; most likely nothing. */
  | { type: 'unreachable'; message: string }

export interface TypedKey {
  provider: string
  apiKey: string
  name?: string
  baseUrl?: string
  replaces?: string
}

export const saveKey = (typed: TypedKey) => send('POST', '/keys', typed)
export const checkKey = (id: string) => send('POST', `/keys/${id}/check`)
export const switchKey = (id: string, isActive: boolean) =>
  send('PATCH', `/keys/${id}`, { isActive })
export const removeKey = (id: string) => send('DELETE', `/keys/${id}`)
export const startConnect = () => send<{ url: string }>('POST', '/keys/openrouter/connect')
export const lookForServers = () => send<{ found: number }>('POST', '/local-servers/look')
export const switchServer = (address: string, isActive: boolean) =>
  send('PATCH', '/local-servers', { address, isActive })

async function send<T>(method: string, path: string, body?: unknown): Promise<KeyAnswer<T>> {
  try {
    const response = await fetch(path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        'accept': 'application/json',
        'content-type': 'application/json',
        'x-xsrf-token': xsrfToken(),
      },
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const text = await response.text()
    const answer = (text === '' ? null : JSON.parse(text)) as unknown
    if (response.ok) return { type: 'done', body: answer as T }
    return { type: 'refused', message: messageOf(answer) }
  } catch {
    return {
      type: 'unreachable',
      message: 'The server cannot be reached. Nothing was changed; try again.',
    }
  }
}

function messageOf(answer: unknown): string {
  const { error, errors } = (answer ?? {}) as {
    error?: { message?: unknown }
    errors?: { message?: unknown }[]
  }
  const message = error?.message ?? errors?.[0]?.message
  return typeof message === 'string' ? message : 'The server did not take this. Try again.'
}
