/** Limits of the sync server. Times are milliseconds. */
export interface SyncConfig {
  sockets: {
    /** Open sockets of one person (every browser holds one). */
    perUser: number
    /** Open sockets of one network address, refused upgrades included while they last. */
    perAddress: number
    /** Open sockets of the whole server. */
    total: number
    /** Upgrades one address may attempt: a burst, and how many more every minute. */
    attempts: { burst: number; perMinute: number }
  }
  frames: {
    /** Frames one socket may send: a burst, and how many more every minute. What exceeds it waits. */
    burst: number
    perMinute: number
    /** A socket whose frames would have to wait longer is flooding and is closed. */
    longestDelay: number
    /** Answers one socket may follow; the oldest gives way. */
    followedAnswers: number
    /** Unsent bytes at which pages wait, and at which a socket is dropped at once. */
    pauseBytes: number
    dropBytes: number
    /** How long a peer may stay above `pauseBytes`. */
    slowFor: number
  }
  events: {
    /** Events one person may push: a burst (an offline backlog), and how many more every minute. What exceeds it is stored and acknowledged late. */
    burst: number
    perMinute: number
    longestDelay: number
  }
  heartbeat: {
    /** Period of the one timer all sockets share. */
    tick: number
    pingEvery: number
    /** Unanswered pings after which a socket is dropped. */
    missed: number
    touchSessionEvery: number
  }
  serverWriter: {
    /** Silence after the last push before the server appends, and the longest it waits for that. */
    quiet: number
    longestWait: number
  }
  quarantine: { keptFor: number; perUser: number }
}
