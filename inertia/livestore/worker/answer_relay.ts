import { AnswerStream } from '#shared/protocol/answer_stream'
import type { ClientFrame } from '#shared/protocol/client_frames'
import type { CitedPassage } from '#shared/documents'
import type { AnswerFrame, TabMessage, WorkerMessage } from '~/livestore/wire/wire_messages'

/**
 * Keeps a copy of each followed answer between the server and the tabs, so that a tab that appears gets what is known without a
 * round trip, and a reconnect asks the server only for what is missing.
 */
export class AnswerRelay {
  readonly #streams = new Map<string, AnswerStream>()
  readonly #passages = new Map<string, readonly CitedPassage[]>()

  constructor(
    private readonly send: (frame: ClientFrame) => boolean,
    private readonly tell: (message: WorkerMessage) => void
  ) {}

  connected(): void {
    for (const [answerId, stream] of this.#streams) {
      this.send({ type: 'follow', answerId, offset: stream.offset })
    }
  }

  fromTab(message: Extract<TabMessage, { answerId: string }>): void {
    const { type, answerId } = message
    if (type === 'stop') {
      this.send({ type: 'stop', answerId })
    } else if (type === 'unfollow') {
      this.#passages.delete(answerId)
      if (this.#streams.delete(answerId)) this.send({ type: 'unfollow', answerId })
    } else {
      const stream = this.#streams.get(answerId)
      const passages = this.#passages.get(answerId)
      if (passages) this.tell({ type: 'passages', answerId, passages })
      if (stream && stream.offset > message.offset) {
        this.tell({ type: 'delta', answerId, ...stream.after(message.offset) })
      }
      if (stream) return
      this.#streams.set(answerId, new AnswerStream())
      this.send({ type: 'follow', answerId, offset: 0 })
    }
  }

  fromServer(frame: AnswerFrame): void {
    const stream = this.#streams.get(frame.answerId)
    if (frame.type === 'passages') {
      if (stream) this.#passages.set(frame.answerId, frame.passages)
      this.tell(frame)
    } else if (frame.type === 'ended') {
      this.#passages.delete(frame.answerId)
      this.#streams.delete(frame.answerId)
      this.tell(frame)
    } else if (stream?.accept(frame.offset, frame.deltas)) {
      this.tell(frame)
    } else if (stream) {
      this.send({ type: 'follow', answerId: frame.answerId, offset: stream.offset })
    }
  }
}
