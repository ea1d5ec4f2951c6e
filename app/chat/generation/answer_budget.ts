import type { AnswerDelta } from '#shared/protocol/answer_stream'

/** What a part costs beside its text once it is stored as JSON. */
const PART_OVERHEAD = 64

/** Keeps an answer within its bytes, structure included: whatever a model sends, the answer fits into one event. */
export class AnswerBudget {
  #left: number
  #lastType: AnswerDelta['type'] | undefined
  isSpent = false

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** As much of the delta as still fits; null when nothing does. */
  take(delta: AnswerDelta): AnswerDelta | null {
    if (this.isSpent) return null
    const isProse = delta.type === 'text' || delta.type === 'reasoning'
    const overhead = isProse && delta.type === this.#lastType ? 0 : PART_OVERHEAD
    const cost = overhead + Buffer.byteLength(isProse ? delta.text : JSON.stringify(delta))
    this.#lastType = delta.type
    this.#left -= cost
    if (this.#left >= 0) return delta
    this.isSpent = true
    const room = this.#left + cost - overhead
    if (!isProse || room <= 0) return null
    const text = prefixOf(delta.text, room)
    return text === '' ? null : { type: delta.type, text }
  }
}

/** The longest beginning of `text` within `bytes`, never half a character. */
function prefixOf(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}
