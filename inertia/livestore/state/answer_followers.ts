import { AnswerStream } from '#shared/protocol/answer_stream'
import type { LiveAnswer } from '~/livestore/api'
import type { WireMessage, WorkerMessage } from '~/livestore/wire/wire_messages'
import { Observable } from './observable'

interface Followed {
  stream: AnswerStream
  view: Observable<LiveAnswer>
  followers: number
}

const nothing: LiveAnswer = { parts: [], text: '', hasStarted: false }

/** The running answers this tab shows. Readers hear of changes at most once per frame, however many deltas arrive. */
export class AnswerFollowers {
  readonly #answers = new Map<string, Followed>()
  readonly #changed = new Set<Followed>()
  #frame = 0

  constructor(private readonly tell: (message: WireMessage) => void) {}

  /** The view of an answer while it is followed. */
  follow(answerId: string): { view: Observable<LiveAnswer>; stop: () => void } {
    let answer = this.#answers.get(answerId)
    if (!answer) {
      answer = { stream: new AnswerStream(), view: new Observable(nothing), followers: 0 }
      this.#answers.set(answerId, answer)
      this.tell({ type: 'follow', answerId, offset: 0 })
    }
    const followed = answer
    followed.followers++
    const stop = () => {
      followed.followers--
      if (followed.followers > 0 || this.#answers.get(answerId) !== followed) return
      this.#answers.delete(answerId)
    }
    return { view: followed.view, stop }
  }

  /** The worker is new or has a new connection: it may not know what this tab follows. */
  followAgain(): void {
    for (const [answerId, { stream }] of this.#answers) {
      this.tell({ type: 'follow', answerId, offset: stream.offset })
    }
  }

  receive(message: Extract<WorkerMessage, { type: 'delta' | 'ended' }>): void {
    const answer = this.#answers.get(message.answerId)
    if (!answer || message.type === 'ended') return
    if (!answer.stream.accept(message.offset, message.deltas)) {
      this.tell({ type: 'follow', answerId: message.answerId, offset: answer.stream.offset })
      return
    }
    this.#changed.add(answer)
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#show())
  }

  #show(): void {
    this.#frame = 0
    for (const { stream, view } of this.#changed) {
      view.set({ parts: [...stream.parts], text: stream.text, hasStarted: stream.offset > 0 })
    }
    this.#changed.clear()
  }
}
