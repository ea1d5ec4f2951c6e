import type { Random } from '#tests/support/random'
import type { StoredEvent } from '#tests/support/server_tables'
import { errorStatus, midStreamError, tokens, type Step } from '#tests/support/upstream/steps'
import type { Script } from '#tests/support/upstream/scriptable_upstream'

/** Answers quickly, slowly, half or not at all, and remembers for which question it has said something. */
export class RandomUpstream {
  /** Questions, once for each answer that got its first token. */
  readonly #spoken: string[] = []

  constructor(private readonly random: Random) {}

  readonly script: Script = ({ question }) => this.answer(question)

  private *answer(question: string): Iterable<Step> {
    const kind = this.random.weighted({ quick: 6, slow: 3, halfway: 1, refused: 1 })
    if (kind === 'refused') return yield errorStatus(400, { message: 'No' })
    this.#spoken.push(question)
    const words = Array.from({ length: 12 }, (_, index) => `word${index} `)
    yield tokens(words, { everyMs: kind === 'slow' ? 60 : 0 })
    if (kind === 'halfway') yield midStreamError()
  }

  /** A call after a first token would be one more than there are requests under that question. */
  assertNeverAskedTwice(log: readonly StoredEvent[]): void {
    const messages = new Map<string, string>()
    const requests = new Map<string, Set<string>>()
    for (const { name, args } of log) {
      if (name === 'v1.MessageSent' && 'content' in args && 'messageId' in args) {
        messages.set(args.messageId, String(args.content))
      }
      if (name === 'v1.AnswerRequested' && 'parentId' in args && 'answerId' in args) {
        const question = messages.get(String(args.parentId)) ?? ''
        const asked = requests.get(question) ?? new Set()
        requests.set(question, asked.add(args.answerId))
      }
    }
    for (const question of new Set(this.#spoken)) {
      const spoken = this.#spoken.filter((each) => each === question).length
      const asked = requests.get(question)?.size ?? 0
      if (spoken > asked)
        throw new Error(`${question}: ${asked} requests, answered ${spoken} times`)
    }
  }
}
