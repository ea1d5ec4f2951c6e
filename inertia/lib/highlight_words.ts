import { matchRanges } from '~/lib/match_ranges'

const NAME = 'found'

/** Marks words in what is rendered, without touching it; `::highlight(found)` says how. Returns how to end it. */
export function highlightWords(element: Element, words: readonly string[]): () => void {
  if (!('highlights' in CSS) || words.length === 0) return () => {}
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const ranges: Range[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [from, to] of matchRanges(node.textContent ?? '', words)) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, to)
      ranges.push(range)
    }
  }
  const highlight = new Highlight(...ranges)
  CSS.highlights.set(NAME, highlight)
  return () => {
    if (CSS.highlights.get(NAME) === highlight) CSS.highlights.delete(NAME)
  }
}
