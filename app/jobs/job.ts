/** One run of a job. */
export interface JobRun {
  /** Aborted when the job is cancelled or the process ends. */
  signal: AbortSignal
  /** From 1; a run that a crash ended counts. */
  attempt: number
  /** A failure now is the last one. */
  isLast: boolean
}

/**
 * Work that outlives the request which caused it. Written once, whatever queue runs it; everything a run does must be safe to do
 * again, because a process can fall at any moment.
 */
export abstract class Job<Payload> {
  /** Stays the same for as long as queues may hold such a job. */
  abstract readonly name: string
  /** Runs until it is given up. */
  abstract readonly attempts: number
  /** Pause before the next run in milliseconds; `attempt` is the one that failed, from 1. */
  abstract pauseAfter(attempt: number): number
  /** Payloads outlive the code that wrote them: throws for one that cannot be read. */
  abstract read(payload: unknown): Payload
  abstract run(payload: Payload, run: JobRun): Promise<void>
  /** All attempts failed. May be called again when it throws. */
  abstract giveUp(payload: Payload, error: unknown): Promise<void>
}
