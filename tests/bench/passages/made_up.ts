import type { IndexedPassage } from '#rag/passage_index'
import { Random } from '#tests/support/random'

/** Passages that nobody wrote: words by Zipf's law, vectors around a few hundred subjects. The same ones every time. */
const MOST_FREQUENT = 50

export class MadeUp {
  readonly #words: string[]
  readonly #subjects: Float32Array[]
  readonly #random = new Random(7)

  constructor(private readonly dimensions: number) {
    const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'pla', 'gor', 'fen', 'dis', 'tra', 'mul'] // prettier-ignore
    this.#words = Array.from({ length: 30_000 }, (_, at) =>
      [at % 16, (at >> 4) % 16, (at >> 8) % 16, at >> 12].map((part) => syllables[part]).join('')
    )
    this.#subjects = Array.from({ length: 200 }, () => this.#noise())
  }

  document(passages: number, words: number, model: string): IndexedPassage[] {
    return Array.from({ length: passages }, (_, ordinal) => ({
      ...{
        ordinal,
        text: this.text(words),
        header: 'A made-up document',
        place: { page: ordinal },
      },
      ...{ tokens: words, vector: this.vector(), model },
    }))
  }

  /** Prose is to two fifths of words that say nothing. */
  text(words: number): string {
    return Array.from({ length: words }, (_, at) =>
      at % 5 < 2 ? ['the', 'of', 'and', 'in', 'is'][at % 5]! : this.#word()
    ).join(' ')
  }

  /** Asks for what a passage says: six of its words, as people would ask. */
  questionOf({ text }: { text: string }): string {
    const words = text.split(' ').filter((word) => word.length > 3)
    const chosen = Array.from(
      { length: 6 },
      () => words[Math.floor(this.#random.next() * words.length)]!
    )
    return `what is the ${chosen.join(' ')}?`
  }

  vector(): Float32Array {
    const subject = this.#subjects[Math.floor(this.#random.next() * this.#subjects.length)]!
    return this.near(subject, 1.2)
  }

  near(vector: Float32Array, distance: number): Float32Array {
    const noise = this.#noise()
    return vector.map((value, at) => value + noise[at]! * distance)
  }

  #noise(): Float32Array {
    return Float32Array.from({ length: this.dimensions }, () => this.#random.next() * 2 - 1)
  }

  /** By Zipf's law from the fiftieth word on: the ones before are those that say nothing. */
  #word(): string {
    const rank = MOST_FREQUENT * (this.#words.length / MOST_FREQUENT + 1) ** this.#random.next()
    return this.#words[Math.min(Math.floor(rank) - MOST_FREQUENT, this.#words.length - 1)]!
  }
}
