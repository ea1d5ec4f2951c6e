/** The embedded queue. Times in milliseconds. */
export interface JobsConfig {
  /** SQLite file of its own, so that a busy queue never holds the lock of the log. */
  file: string
  /** Jobs that run at once. */
  concurrency: number
  /** How long a shutdown waits for running jobs to stop. */
  shutdownGrace: number
}
