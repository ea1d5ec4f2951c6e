/** How fast a place in a list loses weight; the value of the paper that proposed it, which no tuning beat by much. */
const SOFTNESS = 60

export interface RankedList<Item> {
  items: readonly Item[]
  /** How much this list counts beside the others. */
  weight?: number
}

export interface Fused<Item> {
  item: Item
  score: number
}

/**
 * Reciprocal rank fusion: lists whose scores cannot be compared become one, by places alone. What stands high in several comes
 * first; equal ones keep the order of the first list that has them.
 */
export function fuse<Item extends { id: string }>(
  lists: readonly RankedList<Item>[]
): Fused<Item>[] {
  const fused = new Map<string, Fused<Item>>()
  for (const { items, weight = 1 } of lists) {
    for (const [place, item] of items.entries()) {
      const known = fused.get(item.id) ?? { item, score: 0 }
      known.score += weight / (SOFTNESS + place + 1)
      fused.set(item.id, known)
    }
  }
  return [...fused.values()].toSorted((a, b) => b.score - a.score)
}
