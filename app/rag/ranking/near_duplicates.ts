import { tokensOf } from '#rag/ranking/terms'

/** Share of word triples that two texts must have in common to say the same. Neighbours that overlap share a tenth. */
const SAME = 0.8

/** Leaves out what says nearly word for word what an earlier one says: versions of a document, repeated pages. */
export function withoutNearDuplicates<Item extends { text: string }>(
  items: readonly Item[]
): Item[] {
  const kept: { item: Item; triples: Set<string> }[] = []
  for (const item of items) {
    const triples = triplesOf(item.text)
    if (!kept.some((earlier) => overlap(earlier.triples, triples) >= SAME)) {
      kept.push({ item, triples })
    }
  }
  return kept.map(({ item }) => item)
}

function triplesOf(text: string): Set<string> {
  const tokens = tokensOf(text)
  if (tokens.length < 3) return new Set([tokens.join(' ')])
  return new Set(tokens.slice(2).map((token, at) => `${tokens[at]} ${tokens[at + 1]} ${token}`))
}

/** Jaccard's: what both have, of all that either has. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (small.size < large.size * SAME) return 0
  let common = 0
  for (const triple of small) if (large.has(triple)) common++
  return common / (one.size + other.size - common)
}
