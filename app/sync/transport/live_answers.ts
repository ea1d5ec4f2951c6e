/** A socket that follows answers, as the generation sees it. */
export interface Follower {
  readonly userId: string
  /** Queues a text frame; the socket drops itself when its peer does not keep up. */
  send(frame: string): void
}

/**
 * What the socket needs of running answers; the chat module implements it, since sync may not import it. Every call is scoped
 * by the follower's user: another person's answer, a finished one and one that never was are treated alike.
 */
export abstract class LiveAnswers {
  /**
   * Sends everything after `offset` and then what comes. An answer that is not running yet is remembered until it is or the
   * socket closes; one that has ended gets `ended`.
   */
  abstract follow(follower: Follower, answerId: string, offset: number): void
  abstract unfollow(follower: Follower, answerId: string): void
  /** The socket closed. */
  abstract forget(follower: Follower): void
  /** Stops a running or queued answer of this user at once; anything else is ignored. */
  abstract stop(userId: string, answerId: string): void
}
