/** Entries in groups that one call takes; an entry that is too large by itself goes alone. */
export function batchesOf<Key>(
  entries: readonly [Key, string][],
  most: { texts: number; characters: number }
): [Key, string][][] {
  const batches: [Key, string][][] = []
  let characters = Infinity
  for (const entry of entries) {
    const batch = batches.at(-1)
    characters += entry[1].length
    if (batch && batch.length < most.texts && characters <= most.characters) batch.push(entry)
    else {
      batches.push([entry])
      characters = entry[1].length
    }
  }
  return batches
}
