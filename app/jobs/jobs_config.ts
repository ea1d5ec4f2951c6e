import type { Secret } from '@adonisjs/core/helpers'

/** What every queue has. Times in milliseconds. */
export interface QueueConfig {
  /** SQLite file of its own, so that a busy queue never holds the lock of the log. */
  file: string
  /** Jobs that run at once. */
  concurrency: number
  /** How long a shutdown waits for running jobs to stop. */
  shutdownGrace: number
}

/** Trigger.dev, which decides when jobs run and calls back for each run. Times in milliseconds. */
export interface TriggerConfig {
  /** TRIGGER_API_URL, without a slash at its end. */
  apiUrl: string
  /** TRIGGER_SECRET_KEY. */
  secretKey: Secret<string>
  /** JOBS_SIGNING_KEY: what calls of its tasks are signed with. */
  signingKey: Secret<string>
  /** Runs that it has at once and that are due: the rest waits here, so that people are served in turn. */
  window: number
  /** Longest exchange with its API. */
  timeout: number
  /** Pauses while it does not answer: the first, doubled until the longest. */
  pause: { first: number; longest: number }
  /** How long a call is held before it is told that the job still runs. Well below the 60 s of most proxies. */
  answerWithin: number
  /** When a job whose key or place is taken is to be called for again. */
  busyPause: number
  /** A run that was not heard of for so long is lost, and handed over anew. */
  silence: number
  /** Longest run of a job; longer is a failure. */
  longestRun: number
}

export interface JobsConfig extends QueueConfig {
  /** Null: jobs run by themselves, in this process. */
  trigger: TriggerConfig | null
}
