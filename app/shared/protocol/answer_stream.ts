/** A piece of a running answer. Text pieces of one kind that follow each other are one part. */
export type AnswerDelta =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'source'; url: string; title?: string }
  /** A file the model made: `/files/<id>` or on the web. Empty `url`: it could not be kept. */
  | { type: 'file'; mediaType: string; url: string }
  | {
      type: 'tool-call'
      name: string
      arguments?: string
      result?: string
      startedAt: number
      endedAt: number
    }

/** How far a delta moves the offset: text counts its UTF-16 units, everything else counts one. */
export function deltaLength(delta: AnswerDelta): number {
  return delta.type === 'text' || delta.type === 'reasoning' ? delta.text.length : 1
}

/**
 * The parts of a running answer, addressed by offset. Server, worker and tab each hold one; two that have reached the same
 * offset are equal, however the deltas between were cut.
 */
export class AnswerStream {
  #parts: AnswerDelta[] = []
  #offset = 0

  get parts(): readonly AnswerDelta[] {
    return this.#parts
  }

  get offset(): number {
    return this.#offset
  }

  /** All text of the answer, without reasoning. */
  get text(): string {
    let text = ''
    for (const part of this.#parts) if (part.type === 'text') text += part.text
    return text
  }

  append(delta: AnswerDelta): void {
    const last = this.#parts.at(-1)
    if (isProse(delta) && last && last.type === delta.type) {
      this.#parts[this.#parts.length - 1] = { type: delta.type, text: last.text + delta.text }
    } else {
      this.#parts.push(delta)
    }
    this.#offset += deltaLength(delta)
  }

  /** What comes after `offset`. An offset beyond the end gets everything from 0, which `accept` on the other side skips. */
  after(offset: number): { offset: number; deltas: AnswerDelta[] } {
    const from = offset > this.#offset ? 0 : offset
    const deltas: AnswerDelta[] = []
    let position = 0
    for (const part of this.#parts) {
      const end = position + deltaLength(part)
      if (end > from) {
        const cut = Math.max(0, from - position)
        deltas.push(isProse(part) ? { type: part.type, text: part.text.slice(cut) } : part)
      }
      position = end
    }
    return { offset: from, deltas }
  }

  /**
   * Takes deltas that start at `offset`. What is known already is skipped, so nothing is doubled; a gap changes nothing and
   * returns false: follow again from `this.offset`.
   */
  accept(offset: number, deltas: readonly AnswerDelta[]): boolean {
    if (offset > this.#offset) return false
    let position = offset
    for (const delta of deltas) {
      const end = position + deltaLength(delta)
      if (end > this.#offset) {
        const known = this.#offset - position
        this.append(isProse(delta) ? { type: delta.type, text: delta.text.slice(known) } : delta)
      }
      position = end
    }
    return true
  }
}

function isProse(delta: AnswerDelta): delta is Extract<AnswerDelta, { text: string }> {
  return delta.type === 'text' || delta.type === 'reasoning'
}
