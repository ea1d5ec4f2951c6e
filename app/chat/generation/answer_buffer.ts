import type { CitedPassage } from '#shared/documents'
import { AnswerStream, type AnswerDelta } from '#shared/protocol/answer_stream'
import type { ServerFrame } from '#shared/protocol/server_frames'
import type { Follower } from '#sync/transport/live_answers'

/**
 * One running answer in memory and the sockets that watch it. Deltas that arrive within a frame's time go out together; a frame
 * is serialised once, whatever the number of followers.
 */
export class AnswerBuffer {
  readonly #stream = new AnswerStream()
  readonly #followers = new Set<Follower>()
  #unsent: AnswerDelta[] = []
  #unsentFrom = 0
  #flushedAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #hasEnded = false
  #passages: readonly CitedPassage[] = []

  constructor(
    readonly userId: string,
    readonly answerId: string,
    private readonly flushInterval: number
  ) {}

  get offset(): number {
    return this.#stream.offset
  }

  get parts(): readonly AnswerDelta[] {
    return this.#stream.parts
  }

  get followers(): ReadonlySet<Follower> {
    return this.#followers
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  append(delta: AnswerDelta): void {
    const from = this.#stream.offset
    this.#stream.append(delta)
    if (this.#followers.size === 0) return
    if (this.#unsent.length === 0) this.#unsentFrom = from
    this.#coalesce(delta)
    if (this.#timer) return
    const wait = this.#flushedAt + this.flushInterval - performance.now()
    if (wait <= 0) this.#flush()
    else this.#timer = setTimeout(() => this.#flush(), wait)
  }

  /** What the answer may cite; before its first text. */
  announce(passages: readonly CitedPassage[]): void {
    this.#passages = passages
    this.#sendPassages(this.#followers)
  }

  /** Sends everything after `offset`, then what comes; or the end. */
  follow(follower: Follower, offset: number): void {
    // After a flush all followers stand at the same offset, the new one included.
    this.#flush()
    this.#sendPassages([follower])
    const rest = this.#stream.after(offset)
    if (rest.deltas.length > 0) {
      this.#send([follower], { type: 'delta', answerId: this.answerId, ...rest })
    }
    if (this.#hasEnded) this.#send([follower], { type: 'ended', answerId: this.answerId })
    else this.#followers.add(follower)
  }

  unfollow(follower: Follower): void {
    this.#followers.delete(follower)
  }

  /**
   * To be called once the outcome is durable and not before: a client that is told so asks no more. Returns who was told.
   */
  end(): Follower[] {
    this.#flush()
    this.#hasEnded = true
    const followers = [...this.#followers]
    this.#send(followers, { type: 'ended', answerId: this.answerId })
    this.#followers.clear()
    return followers
  }

  #coalesce(delta: AnswerDelta): void {
    const last = this.#unsent.at(-1)
    const isProse = delta.type === 'text' || delta.type === 'reasoning'
    if (isProse && last?.type === delta.type) last.text += delta.text
    else this.#unsent.push({ ...delta })
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#unsent.length === 0) return
    const frame = { offset: this.#unsentFrom, deltas: this.#unsent }
    this.#unsent = []
    this.#flushedAt = performance.now()
    this.#send(this.#followers, { type: 'delta', answerId: this.answerId, ...frame })
  }

  #sendPassages(followers: Iterable<Follower>): void {
    const passages = this.#passages
    if (passages.length === 0) return
    this.#send(followers, { type: 'passages', answerId: this.answerId, passages })
  }

  #send(followers: Iterable<Follower>, frame: ServerFrame): void {
    const text = JSON.stringify(frame)
    for (const follower of followers) sendTo(follower, text)
  }
}

/** A socket that is going away must not end the answer of the others. */
export function sendTo(follower: Follower, frame: string): void {
  try {
    follower.send(frame)
  } catch {
    // Its `forget` is on the way.
  }
}
