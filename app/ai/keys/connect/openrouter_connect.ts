import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What the session remembers between leaving for OpenRouter and coming back. */
export interface PendingConnect {
  state: string
  verifier: string
  startedAt: number
}

/** How long somebody may think on OpenRouter's page, in milliseconds. */
const PATIENCE_MS = 15 * 60 * 1000

/** A new attempt: what to remember, and where to send the person. */
export function startConnect(
  { baseUrl, callback }: { baseUrl: string; callback: string },
  now: number
): { pending: PendingConnect; url: string } {
  const pending = {
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(48).toString('base64url'),
    startedAt: now,
  }
  // OpenRouter knows no state parameter and gives back whatever the callback carries.
  const back = new URL(callback)
  back.searchParams.set('state', pending.state)
  const url = new URL('/auth', baseUrl)
  url.searchParams.set('callback_url', back.href)
  url.searchParams.set('code_challenge', challengeOf(pending.verifier))
  url.searchParams.set('code_challenge_method', 'S256')
  return { pending, url: url.href }
}

/** Whether this return belongs to that attempt. */
export function matchesAttempt(
  pending: PendingConnect | null,
  state: unknown,
  now: number
): pending is PendingConnect {
  if (!pending || typeof state !== 'string' || now - pending.startedAt > PATIENCE_MS) return false
  const [given, expected] = [digest(state), digest(pending.state)]
  return timingSafeEqual(given, expected)
}

export const challengeOf = (verifier: string): string => digest(verifier).toString('base64url')

const digest = (text: string) => createHash('sha256').update(text).digest()
