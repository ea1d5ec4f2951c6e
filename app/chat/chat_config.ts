/** How answers are generated. Times in milliseconds. */
export interface ChatConfig {
  /** Answers that run at once; the others wait in line, users in turn. */
  concurrency: { perUser: number; total: number }
  /** A device that says more events follow and then falls silent is not waited for longer than this. */
  backlogSilence: number
  /** A request older than this, or dated that far into the future, asks before it spends. */
  requestMaxAge: number
  /** Deltas of one answer go out together at most this often; the first after a pause goes at once. */
  flushInterval: number
  /** How often partial answers are stored for recovery after a crash. */
  checkpointInterval: number
  /** How long an ended answer can still be followed from memory. */
  keepEnded: number
  /** Answers that one socket may follow at the same time. */
  followsPerSocket: number
  /** Answers of temporary chats: how many run at once, how long one may run, and how its reader is watched. */
  temporary: {
    perUser: number
    total: number
    longest: number
    pace: { signOfLife: number; stall: number }
  }
  /** How much of a model's room passages of documents may take: tokens, and their share of what is left beside the answer. */
  passages: { tokens: number; share: number }
  titles: {
    /** Title requests that run at once. */
    running: number
    /** Chats that may wait for their title; further ones go without. */
    waiting: number
    /** Pause before the one retry. */
    retryPause: number
    /** A chat that got no title with its first answers keeps none. */
    answersTried: number
  }
  /** How long a shutdown waits for the ends of running answers to be stored. */
  shutdownGrace: number
}
