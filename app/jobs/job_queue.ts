import type { Job } from '#jobs/job'

export interface JobRequest {
  /** `Job.name`. */
  name: string
  /** What the job is about. Jobs of one key never run at the same time, whatever their names. */
  key: string
  /** Whose work it is; people are served in turn. */
  userId: string
  /** Plain JSON. */
  payload: object
}

/**
 * Keeps jobs until they are done: retried with pauses, resumed after a crash, given up after `Job.attempts` runs. Contract and
 * container token; drivers live in `drivers/`.
 */
export abstract class JobQueue {
  /** Makes a kind of job known; before `start`. */
  abstract register<Payload>(job: Job<Payload>): void

  /** Durable when it resolves. The same name and key again is one job; while that runs, one more run after it. */
  abstract enqueue(request: JobRequest): Promise<void>

  /** Takes the job out; one that runs has its signal aborted and is not run again. */
  abstract cancel(name: string, key: string): Promise<void>

  /** Runs what is there, including what an earlier process left in the middle. */
  abstract start(): Promise<void>

  /** Starts nothing more and ends what runs; it goes on after the next `start`, without a lost attempt. */
  abstract stop(): Promise<void>
}
