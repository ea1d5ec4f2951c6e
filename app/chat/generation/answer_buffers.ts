import { AnswerBuffer, sendTo } from '#chat/generation/answer_buffer'
import type { Follower } from '#sync/transport/live_answers'

interface BufferLimits {
  flushInterval: number
  keepEnded: number
  followsPerSocket: number
}

const keyOf = (userId: string, answerId: string) => `${userId}/${answerId}`

/**
 * The answers in memory, and who waits for answers that are not there yet. Keys carry the user, so that nobody can meet the
 * answer of another person, whatever id they name.
 */
export class AnswerBuffers {
  readonly #buffers = new Map<string, AnswerBuffer>()
  readonly #waiting = new Map<string, Map<Follower, number>>()
  readonly #followed = new Map<Follower, Set<string>>()
  /** Ended buffers whose outcome is in the log, and those that are kept only because it is not. */
  readonly #settled = new WeakSet<AnswerBuffer>()
  readonly #overdue = new Set<AnswerBuffer>()

  constructor(private readonly limits: BufferLimits) {}

  open(userId: string, answerId: string): AnswerBuffer {
    const key = keyOf(userId, answerId)
    const buffer = new AnswerBuffer(userId, answerId, this.limits.flushInterval)
    this.#buffers.set(key, buffer)
    for (const [follower, offset] of this.#waiting.get(key) ?? []) buffer.follow(follower, offset)
    this.#waiting.delete(key)
    return buffer
  }

  /** Tells the followers, and keeps the text for those who come before its event has reached them. */
  end(buffer: AnswerBuffer, { hasEvent }: { hasEvent: boolean }): void {
    const key = keyOf(buffer.userId, buffer.answerId)
    for (const follower of buffer.end()) this.#followed.get(follower)?.delete(key)
    if (!hasEvent) this.#settled.add(buffer)
    setTimeout(() => this.#expire(buffer), this.limits.keepEnded).unref()
  }

  /** The answer did not start after all: its followers wait again. */
  discard(buffer: AnswerBuffer): void {
    const key = keyOf(buffer.userId, buffer.answerId)
    this.#buffers.delete(key)
    this.#waiting.set(key, new Map([...buffer.followers].map((follower) => [follower, 0])))
  }

  /** Whether the answer is here; else the follower is remembered until it is. */
  follow(follower: Follower, answerId: string, offset: number): 'followed' | 'waits' | 'refused' {
    const key = keyOf(follower.userId, answerId)
    const followed = this.#followed.get(follower) ?? new Set()
    this.#followed.set(follower, followed)
    if (!followed.has(key) && followed.size >= this.limits.followsPerSocket) return 'refused'
    const buffer = this.#buffers.get(key)
    if (buffer) {
      if (!buffer.hasEnded) followed.add(key)
      buffer.follow(follower, offset)
      return 'followed'
    }
    followed.add(key)
    const waiting = this.#waiting.get(key) ?? new Map<Follower, number>()
    this.#waiting.set(key, waiting.set(follower, offset))
    return 'waits'
  }

  /** The outcome is in the log: nobody needs the buffer any more, nor to wait for an answer that never ran here. */
  settle(userId: string, answerId: string): void {
    const key = keyOf(userId, answerId)
    const buffer = this.#buffers.get(key)
    if (buffer) this.#settled.add(buffer)
    if (buffer && this.#overdue.has(buffer)) this.#expire(buffer)
    const frame = JSON.stringify({ type: 'ended', answerId })
    for (const follower of this.#waiting.get(key)?.keys() ?? []) {
      this.#followed.get(follower)?.delete(key)
      sendTo(follower, frame)
    }
    this.#waiting.delete(key)
  }

  unfollow(follower: Follower, answerId: string): void {
    const key = keyOf(follower.userId, answerId)
    this.#followed.get(follower)?.delete(key)
    this.#leave(follower, key)
  }

  forget(follower: Follower): void {
    for (const key of this.#followed.get(follower) ?? []) this.#leave(follower, key)
    this.#followed.delete(follower)
  }

  #expire(buffer: AnswerBuffer): void {
    if (!this.#settled.has(buffer)) {
      this.#overdue.add(buffer)
      return
    }
    this.#overdue.delete(buffer)
    const key = keyOf(buffer.userId, buffer.answerId)
    if (this.#buffers.get(key) === buffer) this.#buffers.delete(key)
  }

  #leave(follower: Follower, key: string): void {
    this.#buffers.get(key)?.unfollow(follower)
    const waiting = this.#waiting.get(key)
    if (waiting?.delete(follower) && waiting.size === 0) this.#waiting.delete(key)
  }
}
