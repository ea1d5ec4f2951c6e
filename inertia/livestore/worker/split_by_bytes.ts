import { byteLength, limits } from '#shared/limits'

/** Cuts a batch so that no part's JSON is above `maxBytes`, except a single event that is larger alone. Each event is measured once. */
export function splitByBytes<T>(batch: readonly T[], maxBytes: number = limits.pushBytes): T[][] {
  const parts: T[][] = []
  let bytes = Infinity
  for (const event of batch) {
    const size = byteLength(JSON.stringify(event)) + 1
    if (bytes + size > maxBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(event)
    bytes += size
  }
  return parts
}
