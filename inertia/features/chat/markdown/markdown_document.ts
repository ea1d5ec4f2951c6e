import type { RootContent } from 'mdast'
import type { Block } from './block.js'
import { closeTail } from './close_tail.js'
import { definitionsOf } from './definitions.js'
import { fencedBlock, lineAt, lineStart } from './fenced_block.js'
import { limits } from './limits.js'
import { endOf, parseMarkdown, startOf } from './parse_markdown.js'
import { plainTail } from './plain_tail.js'

/**
 * Markdown that may still grow. Blocks that later text cannot change any more are settled: they keep their identity, and only what
 * comes after them is parsed again. Whole text gives the same blocks however it arrived.
 */
export class MarkdownDocument {
  #text = ''
  #settled: Block[] = []
  /** Offset behind the settled blocks. */
  #from = 0
  #definitions = ''
  #tail = { from: -1, length: 0 }

  /**
   * `isRunning`: more may come, and what is half written shows as what it will most likely be. Reading stops soon after `deadline`
   * (of `performance.now()`); what is left then is one `waiting` block, and the next call goes on there.
   */
  read(text: string, isRunning: boolean, deadline = Infinity): Block[] {
    const head = text.length > limits.formatted ? cut(text) : text
    const definitions = definitionsOf(isRunning ? completeLines(head) : head)
    if (!head.startsWith(this.#text.slice(0, this.#from)) || definitions !== this.#definitions) {
      this.#settled = []
      this.#from = 0
    }
    this.#text = head
    this.#definitions = definitions
    const tail = this.#settle(isRunning && head === text, deadline)
    const rest = text.slice(head.length)
    const blocks = [...this.#settled, ...tail]
    if (rest.trim()) blocks.push({ key: head.length, type: 'plain', text: rest })
    return blocks
  }

  /** Takes blocks off the beginning of what is not settled; returns those that must stay open. */
  #settle(isRunning: boolean, deadline: number): Block[] {
    const text = this.#text
    for (;;) {
      this.#from = behindBlankLines(text, this.#from)
      const from = this.#from
      if (from >= text.length) return []
      if (performance.now() > deadline)
        return [{ key: from, type: 'waiting', text: text.slice(from) }]
      const plain = plainTail(text, from)
      if (plain) return [plain]
      const fenced = fencedBlock(text, from)
      if (fenced) {
        const isOpen = 'isClosed' in fenced.block && !fenced.block.isClosed
        if (isOpen || fenced.end >= text.length) return [finishFence(fenced.block, isRunning)]
        this.#keep([fenced.block], fenced.end)
        continue
      }
      const open = this.#readWindow(from, isRunning)
      if (open) return open
    }
  }

  #keep(blocks: Block[], end: number): void {
    this.#settled = [...this.#settled, ...blocks]
    this.#from = end
  }

  /** Settles what it can at `from`. The rest, when the end of the text is in sight; null when there is more to read. */
  #readWindow(from: number, isRunning: boolean): Block[] | null {
    const text = this.#text
    const toBlock = (node: RootContent) => this.#blockOf(node, from + startOf(node), isRunning)
    // A tail that had to be read whole before has only grown.
    let size = from === this.#tail.from ? Math.max(limits.window, this.#tail.length) : limits.window
    for (; ; size *= 2) {
      const end = lineAt(text, Math.min(text.length, from + size)).next
      const source = text.slice(from, end)
      if (isTooCostly(source)) return this.#keepPlain(from)
      const parsed = parseMarkdown(source, this.#definitions)
      const fence = this.#firstFence(parsed, from, isRunning)
      const isEnd = end >= text.length && fence < 0
      const nodes = fence < 0 ? parsed : parsed.slice(0, fence + 1)
      const stable = fence < 0 ? stableCount(nodes, source, isEnd && !isRunning) : fence
      const next = nodes[stable]
      if (stable > 0) {
        const behind = next ? lineStart(text, from + startOf(next)) : end
        this.#keep(nodes.slice(0, stable).map(toBlock), behind)
        // A fence among what is left is read by its lines, not here.
        if (!isEnd || (next && fencedBlock(text, behind))) return null
      }
      if (!isEnd) continue
      this.#tail = { from: this.#from, length: text.length - this.#from }
      return this.#closedTail(isRunning) ?? nodes.slice(stable).map(toBlock)
    }
  }

  /**
   * The first block, other than the one at `from`, whose opening line is that of a fence: from there on lines count, which the parser
   * reads otherwise.
   */
  #firstFence(nodes: RootContent[], from: number, isRunning: boolean): number {
    const text = this.#text
    return nodes.findIndex((node, at) => {
      const start = lineStart(text, from + startOf(node))
      const isComplete = !isRunning || text.includes('\n', start)
      return at > 0 && isComplete && fencedBlock(text, start) !== null
    })
  }

  /** What is settled is told by the text as it is; only what is shown of the rest is completed. Null when it is whole. */
  #closedTail(isRunning: boolean): Block[] | null {
    const from = this.#from
    const source = this.#text.slice(from)
    const closed = isRunning ? closeTail(source) : source
    if (closed === source) return null
    const nodes = parseMarkdown(closed, this.#definitions)
    return nodes.map((node) => this.#blockOf(node, from + startOf(node), true))
  }

  /** A fence that is open holds what its lines say. */
  #blockOf(node: RootContent, start: number, isRunning: boolean): Block {
    const isFence = node.type === 'code' || node.type === 'math'
    const fenced = isFence ? fencedBlock(this.#text, lineStart(this.#text, start)) : null
    return fenced ? finishFence(fenced.block, isRunning) : { key: start, type: 'tree', node }
  }

  #keepPlain(from: number): Block[] | null {
    const end = endOfParagraph(this.#text, from)
    const block: Block = { key: from, type: 'plain', text: this.#text.slice(from, end).trimEnd() }
    if (end >= this.#text.length) return [block]
    this.#keep([block], end)
    return null
  }
}

/**
 * How many of the first blocks no later text can change: those with a blank line behind them and a complete line after that, except
 * the last. A list or a definition may go on after less than that.
 */
function stableCount(nodes: RootContent[], source: string, isWhole: boolean): number {
  for (let at = nodes.length - 1; at > 0; at--) {
    const [before, node] = [nodes[at - 1]!, nodes[at]!]
    const isApart = /\n[ \t]*\r?\n/.test(source.slice(endOf(before), startOf(node)))
    const isClosedByItself = before.type === 'heading' || before.type === 'thematicBreak'
    const isComplete = isWhole || source.indexOf('\n', startOf(node)) >= 0
    if ((isApart || isClosedByItself) && isComplete) return at
  }
  return 0
}

/** While a closing fence is being typed it is not part of the code. */
function finishFence(block: Block, isRunning: boolean): Block {
  if (!isRunning || block.type !== 'code' || block.isClosed) return block
  return {
    ...block,
    text: block.text.replace(/(^|\n) {0,3}(`{1,}|~{1,})$/, '$1').replace(/\n$/, ''),
  }
}

function isTooCostly(source: string): boolean {
  if (source.length <= limits.window + 500) return false
  if (source.length > limits.block + limits.window) return true
  return (source.match(/[*_[\]!<`$~\\|]/g)?.length ?? 0) > limits.marksPerBlock
}

function behindBlankLines(text: string, from: number): number {
  const match = /(?:[ \t]*\r?\n)*/y
  match.lastIndex = from
  return from + (match.exec(text)?.[0].length ?? 0)
}

function endOfParagraph(text: string, from: number): number {
  const at = text.indexOf('\n\n', from + limits.window)
  return at < 0 ? text.length : at + 2
}

const completeLines = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1)

/** At a paragraph's end where there is one near. */
function cut(text: string): string {
  const at = text.lastIndexOf('\n\n', limits.formatted)
  return text.slice(0, at > limits.formatted * 0.8 ? at + 2 : limits.formatted)
}
