import type { Block } from './block.js'
import { limits } from './limits.js'

/** One line that nothing in markdown can mean anything else by: it begins with a letter and has no mark of any kind. */
const plainLine = /^\p{L}[\p{L}\p{M}\p{N} ,;.?()'"’“”‘„–—-]*$/u
/** An address without a scheme is a link. */
const address = /www\./i

/**
 * What is left of a text when it is a line of plain words, as most of an answer is while it is written. The parser would say the same, in
 * a time that grows with the line.
 */
export function plainTail(text: string, from: number): Block | null {
  const length = text.length - from
  if (length > limits.block) return null
  const source = text.slice(from)
  if (!plainLine.test(source) || address.test(source)) return null
  const value = source.trimEnd()
  const place = (offset: number) => ({ line: 1, column: offset + 1, offset })
  const position = { start: place(0), end: place(value.length) }
  return {
    key: from,
    type: 'tree',
    node: { type: 'paragraph', children: [{ type: 'text', value, position }], position },
  }
}
