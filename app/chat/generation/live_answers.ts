import type { MainDatabase } from '#core/database'
import type { AnswerBuffers } from '#chat/generation/answer_buffers'
import { describeFault } from '#chat/generation/describe_fault'
import type { Withdrawals } from '#chat/generation/withdrawals'
import { LiveAnswers, type Follower } from '#sync/transport/live_answers'
import type { Logger } from '@adonisjs/core/logger'

const HAS_ENDED = `
  SELECT 1 FROM messages WHERE user_id = ? AND id = ? AND role = 'assistant'
    AND (status NOT IN ('pending', 'held') OR deleted_at IS NOT NULL)`

/** Running answers for the sockets. Says nothing about an answer that is not the follower's own. */
export class BufferedLiveAnswers extends LiveAnswers {
  constructor(
    private readonly database: MainDatabase,
    private readonly buffers: AnswerBuffers,
    private readonly withdrawals: Withdrawals,
    private readonly logger: Logger
  ) {
    super()
  }

  follow(follower: Follower, answerId: string, offset: number): void {
    // Remembered before the tables are asked: an outcome that is appended meanwhile finds the follower waiting.
    const result = this.buffers.follow(follower, answerId, offset)
    if (result === 'waits') void this.#endIfOver(follower.userId, answerId)
  }

  unfollow(follower: Follower, answerId: string): void {
    this.buffers.unfollow(follower, answerId)
  }

  forget(follower: Follower): void {
    this.buffers.forget(follower)
  }

  stop(userId: string, answerId: string): void {
    this.withdrawals.stop(userId, answerId)
  }

  async #endIfOver(userId: string, answerId: string): Promise<void> {
    try {
      const hasEnded = await this.database.run((sqlite) =>
        Boolean(this.database.prepare(sqlite, HAS_ENDED).get(userId, answerId))
      )
      if (hasEnded) this.buffers.settle(userId, answerId)
    } catch (error) {
      this.logger.warn({ user_id: userId, ...describeFault(error) }, 'follow could not look up')
    }
  }
}
