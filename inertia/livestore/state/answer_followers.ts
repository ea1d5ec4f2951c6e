import type { CitedPassage } from '#shared/documents'
import { AnswerStream, type AnswerDelta } from '#shared/protocol/answer_stream'
import type { LiveAnswer } from '~/livestore/api'
import type { AnswerFrame, WireMessage } from '~/livestore/wire/wire_messages'
import { Observable } from './observable'

interface Followed {
  stream: AnswerStream
  passages?: readonly CitedPassage[]
  view: Observable<LiveAnswer>
  followers: number
}

export interface AnswerFollowersOptions {
  tell: (message: WireMessage) => void
  /** What was kept of an answer when this person's screen was left: following goes on from its end. */
  kept?: (answerId: string) => readonly AnswerDelta[] | undefined
  /** What the answers on screen say has changed. */
  changed?: () => void
}

const nothing: LiveAnswer = { parts: [], text: '', hasStarted: false }

/** The running answers this tab shows. Readers hear of changes at most once per frame, however many deltas arrive. */
export class AnswerFollowers {
  readonly #answers = new Map<string, Followed>()
  /** Shown before it is followed: a component is painted once before it subscribes. */
  readonly #kept = new Map<string, LiveAnswer>()
  readonly #changed = new Set<Followed>()
  #frame = 0

  constructor(private readonly options: AnswerFollowersOptions) {}

  /** What is known of an answer, followed or not. */
  get(answerId: string): LiveAnswer {
    const followed = this.#answers.get(answerId) ?? this.#kept.get(answerId)
    if (followed) return 'view' in followed ? followed.view.get() : followed
    const view = viewOf(this.#streamOf(answerId))
    this.#kept.set(answerId, view)
    return view
  }

  /** The view of an answer while it is followed. */
  follow(answerId: string): { view: Observable<LiveAnswer>; stop: () => void } {
    let answer = this.#answers.get(answerId)
    if (!answer) {
      const view = new Observable(this.get(answerId))
      answer = { stream: this.#streamOf(answerId), view, followers: 0 }
      this.#answers.set(answerId, answer)
      this.#kept.delete(answerId)
      this.options.tell({ type: 'follow', answerId, offset: answer.stream.offset })
    }
    const followed = answer
    followed.followers++
    const stop = () => {
      followed.followers--
      if (followed.followers > 0 || this.#answers.get(answerId) !== followed) return
      this.#answers.delete(answerId)
      this.options.changed?.()
    }
    return { view: followed.view, stop }
  }

  /** What there is of every answer on screen. */
  parts(): Map<string, readonly AnswerDelta[]> {
    const answers = [...this.#answers].filter(([, { stream }]) => stream.offset > 0)
    return new Map(answers.map(([answerId, { stream }]) => [answerId, [...stream.parts]]))
  }

  /** The worker is new or has a new connection: it may not know what this tab follows. */
  followAgain(): void {
    for (const [answerId, { stream }] of this.#answers) {
      this.options.tell({ type: 'follow', answerId, offset: stream.offset })
    }
  }

  receive(message: AnswerFrame): void {
    const answer = this.#answers.get(message.answerId)
    if (!answer || message.type === 'ended') return
    if (message.type === 'passages') {
      answer.passages = message.passages
      return this.#showSoon(answer)
    }
    if (!answer.stream.accept(message.offset, message.deltas)) {
      const { answerId } = message
      this.options.tell({ type: 'follow', answerId, offset: answer.stream.offset })
      return
    }
    this.#showSoon(answer)
  }

  #showSoon(answer: Followed): void {
    this.#changed.add(answer)
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#show())
  }

  #show(): void {
    this.#frame = 0
    for (const { stream, passages, view } of this.#changed) view.set(viewOf(stream, passages))
    this.#changed.clear()
    this.options.changed?.()
  }

  #streamOf(answerId: string): AnswerStream {
    const stream = new AnswerStream()
    stream.accept(0, this.options.kept?.(answerId) ?? [])
    return stream
  }
}

function viewOf(stream: AnswerStream, passages?: readonly CitedPassage[]): LiveAnswer {
  if (stream.offset === 0) return passages ? { ...nothing, passages } : nothing
  const view = { parts: [...stream.parts], text: stream.text, hasStarted: true }
  return passages ? { ...view, passages } : view
}
