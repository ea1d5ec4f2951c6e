/** Reading what somebody else wrote: every function takes anything and gives the asked-for kind or null. */

type Fields = Record<string, unknown>

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null
}

export function listOf(value: unknown): unknown[] | null {
  return Array.isArray(value) ? value : null
}

/** One line of at most `characters`, without control characters and marks that turn the reading direction. */
export function lineOf(value: unknown, characters: number): string | null {
  if (typeof value !== 'string') return null
  const line = value
    .slice(0, characters * 4)
    // oxlint-disable-next-line no-control-regex -- control characters are exactly what must go
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .toWellFormed()
  if (line === '') return null
  return line.length > characters
    ? `${line
        .slice(0, characters - 1)
        .trimEnd()
        .toWellFormed()}…`
    : line
}

/** A whole number from 1 on that a JavaScript number holds exactly. */
export function countOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : null
}

/** A date as text or as seconds since 1970, in milliseconds since 1970. */
export function timeOf(value: unknown): number | null {
  const time =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN
  return time > 0 && time < 8_640_000_000_000_000 ? Math.floor(time) : null
}
