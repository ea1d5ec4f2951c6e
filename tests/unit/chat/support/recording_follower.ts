import { AnswerStream } from '#shared/protocol/answer_stream'
import type { ServerFrame } from '#shared/protocol/server_frames'
import type { Follower } from '#sync/transport/live_answers'

/** A socket's end as a tab would keep it: the text so far, and whether anything was missing or doubled. */
export class RecordingFollower implements Follower {
  readonly frames: ServerFrame[] = []
  readonly stream = new AnswerStream()
  hasEnded = false
  hasGap = false
  /** UTF-16 units received, to find out what was sent twice. */
  received = 0

  constructor(readonly userId: string) {}

  send(text: string): void {
    const frame = JSON.parse(text) as ServerFrame
    this.frames.push(frame)
    if (frame.type === 'ended') this.hasEnded = true
    if (frame.type !== 'delta') return
    if (frame.offset !== this.stream.offset) this.hasGap = true
    const before = this.stream.offset
    if (!this.stream.accept(frame.offset, frame.deltas)) this.hasGap = true
    this.received += this.stream.offset - before
  }
}
