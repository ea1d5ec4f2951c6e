/** Most text kept of one view, in characters. Reading and writing that much takes a few milliseconds. */
export const mostCharacters = 2_000_000

/** As many results as fit, small ones first: a chat that is larger than all that is kept waits for the database. */
export function boundedRows(
  results: Iterable<readonly [string, unknown]>
): ReadonlyMap<string, unknown> {
  const sized = new Map<string, { rows: unknown; size: number }>()
  for (const [hash, rows] of results) sized.set(hash, { rows, size: sizeOf(rows) })
  const kept = new Map<string, unknown>()
  let left = mostCharacters
  for (const [hash, { rows, size }] of [...sized].sort(([, a], [, b]) => a.size - b.size)) {
    left -= size
    if (left < 0) break
    kept.set(hash, rows)
  }
  return kept
}

/** Characters of all text in a result; anything else counts for a few. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 0
  for (const inner of Object.values(value)) size += sizeOf(inner)
  return size
}
