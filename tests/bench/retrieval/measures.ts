/** One right passage per question: what a ranking is worth, averaged over questions. */
export interface Quality {
  /** Discounted by the place of the right passage, up to the tenth. */
  ndcg10: number
  /** Share of questions whose right passage is among the first five. */
  recall5: number
}

/** @param places of the right passage, from 0; null where it was not found */
export function qualityOf(places: readonly (number | null)[]): Quality {
  let ndcg = 0
  let recalled = 0
  for (const place of places) {
    if (place === null) continue
    if (place < 10) ndcg += 1 / Math.log2(place + 2)
    if (place < 5) recalled++
  }
  return { ndcg10: ndcg / places.length, recall5: recalled / places.length }
}
