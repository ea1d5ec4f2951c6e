const MAX_WAIT_MS = 24 * 60 * 60 * 1000

/**
 * How long a provider asks to wait, in milliseconds from `now`, at most a day; undefined when it does not say.
 * Reads `retry-after-ms`, `retry-after` (seconds or a date) and `x-ratelimit-reset` (Unix time in seconds or,
 * as OpenRouter sends it, milliseconds). Header names in lower case.
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const wait =
    number(headers['retry-after-ms']) ??
    fromRetryAfter(headers['retry-after'], now) ??
    fromReset(headers['x-ratelimit-reset'], now)
  if (wait === undefined) return undefined
  return Math.min(Math.max(0, Math.round(wait)), MAX_WAIT_MS)
}

function fromRetryAfter(value: string | undefined, now: number): number | undefined {
  const seconds = number(value)
  if (seconds !== undefined) return seconds * 1000
  const date = Date.parse(value ?? '')
  return Number.isNaN(date) ? undefined : date - now
}

function fromReset(value: string | undefined, now: number): number | undefined {
  const time = number(value)
  if (time === undefined) return undefined
  if (time > 1e12) return time - now
  if (time > 1e9) return time * 1000 - now
  return time * 1000
}

function number(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined
  const parsed = Number(value)
  return Number.isFinite(parsed) ? parsed : undefined
}
