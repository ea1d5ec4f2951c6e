import type { Nodes } from 'mdast'

/** The words of a node without its marks. A loop, since a stack has less room than a hostile message. */
export function sourceText(node: Nodes): string {
  const words: string[] = []
  const waiting: Nodes[] = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('children' in next) {
      if (next.type === 'tableRow' || next.type === 'paragraph') words.push('\n')
      if (next.type === 'tableCell') words.push(' | ')
      waiting.push(...next.children.toReversed())
    } else if ('value' in next) words.push(next.value)
    else if ('alt' in next && next.alt) words.push(next.alt)
  }
  return words.join('').trim()
}
