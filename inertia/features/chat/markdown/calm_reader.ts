import type { Block } from './block.js'
import { MarkdownDocument } from './markdown_document.js'

/** Reading may take this much of a frame before the browser gets a turn. Milliseconds. */
const slice = 12
/** A tail that is slow to read is read less often: this many times its cost lies between. */
const rest = 5

/** Finished messages leave the screen and come back. */
const finished = new Map<string, Block[]>()
const remembered = 60

/** Reads a message in portions that leave room for typing and scrolling. */
export class CalmReader {
  readonly #document = new MarkdownDocument()
  #blocks: Block[] = []
  #text = ''
  #restUntil = 0

  /** `again`: milliseconds until another call would show more; null when this is all. */
  read(text: string, isRunning: boolean): { blocks: Block[]; again: number | null } {
    const known = isRunning ? undefined : finished.get(text)
    if (known) return { blocks: known, again: null }
    const start = performance.now()
    const isContinuing = text.startsWith(this.#text) && this.#blocks.length > 0
    if (isRunning && isContinuing && start < this.#restUntil) {
      return { blocks: this.#blocks, again: this.#restUntil - start }
    }
    this.#blocks = this.#document.read(text, isRunning, start + slice)
    this.#text = text
    const cost = performance.now() - start
    this.#restUntil = start + cost + (cost > slice / 2 ? cost * rest : 0)
    if (this.#blocks.some(({ type }) => type === 'waiting'))
      return { blocks: this.#blocks, again: 0 }
    if (!isRunning) remember(text, this.#blocks)
    return { blocks: this.#blocks, again: null }
  }
}

function remember(text: string, blocks: Block[]): void {
  const oldest = finished.keys().next().value
  if (finished.size >= remembered && oldest !== undefined) finished.delete(oldest)
  finished.set(text, blocks)
}
