import type { ChatConfig } from '#chat/chat_config'
import type { Admission } from '#chat/generation/admission'
import { Backlogs } from '#chat/generation/backlogs'
import { describeFault } from '#chat/generation/describe_fault'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { RunningGenerations } from '#chat/generation/running_generations'
import type { Logger } from '@adonisjs/core/logger'

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 30_000

/**
 * Starts queued requests: as many at once as the limits allow, users in turn, nobody's before their backlog has ended. There is
 * no timer between a push and the start of its answer.
 */
export class Scheduler {
  /** Users that may have something to start, in the order of their turn. */
  readonly #line = new Set<string>()
  readonly #backlogs: Backlogs
  readonly #ends = new Set<Promise<void>>()
  #isPumping = false
  #isClosed = false
  #failures = 0

  constructor(
    private readonly admission: Pick<Admission, 'admit'>,
    private readonly running: RunningGenerations,
    /** Runs one answer to its stored end; never throws. */
    private readonly runToEnd: (generation: RunningGeneration) => Promise<void>,
    private readonly config: Pick<ChatConfig, 'concurrency' | 'backlogSilence'>,
    private readonly logger: Logger
  ) {
    this.#backlogs = new Backlogs(config.backlogSilence, (userId) => this.enqueue(userId))
  }

  /** A device pushed and says how many events it still holds back. */
  noteBacklog(userId: string, following: number): void {
    if (!this.#isClosed) this.#backlogs.note(userId, following)
  }

  /** Looks for something to start for this user, now or when their turn comes. */
  enqueue(userId: string): void {
    this.#line.add(userId)
    void this.#pump()
  }

  /** Starts nothing more, ends what runs and resolves when all ends are stored. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#backlogs.clear()
    for (const generation of this.running.all()) generation.interrupt('shutdown')
    while (this.#ends.size > 0) await Promise.all(this.#ends)
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return
    this.#isPumping = true
    while (!this.#isClosed && this.running.size < this.config.concurrency.total) {
      const [userId] = this.#line
      if (userId === undefined) break
      this.#line.delete(userId)
      if (!(await this.#startFor(userId))) break
    }
    this.#isPumping = false
  }

  /** False when the database cannot take it just now; then the pump rests for a while. */
  async #startFor(userId: string): Promise<boolean> {
    const room = this.#roomFor(userId)
    if (room <= 0 || this.#backlogs.has(userId)) return true
    try {
      const claimed = await this.admission.admit(userId, room)
      // A full claim may have left some behind: they wait behind the other users.
      if (claimed.length === room) this.#line.add(userId)
      for (const generation of claimed) this.#launch(generation)
      this.#failures = 0
      return true
    } catch (error) {
      this.logger.error({ user_id: userId, ...describeFault(error) }, 'answers cannot start')
      this.#line.add(userId)
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures++)
      setTimeout(() => void this.#pump(), pause).unref()
      return false
    }
  }

  #roomFor(userId: string): number {
    const { perUser, total } = this.config.concurrency
    const free = total - this.running.size
    const ofUser = perUser - this.running.countOf(userId)
    return Math.min(ofUser, this.#line.size > 0 ? 1 : free)
  }

  #launch(generation: RunningGeneration): void {
    if (this.#isClosed) generation.interrupt('shutdown')
    const end = this.runToEnd(generation).finally(() => {
      this.#ends.delete(end)
      this.enqueue(generation.row.user_id)
    })
    this.#ends.add(end)
  }
}
