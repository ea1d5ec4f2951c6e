import type { Job } from '#jobs/job'
import type { Logger } from '@adonisjs/core/logger'

/** A give-up that cannot be stored is tried again after this time. Milliseconds. */
const GIVE_UP_PAUSE = 5_000

/** A job about to run, as queues store it. */
export interface StoredJob {
  name: string
  key: string
  user_id: string
  /** JSON. */
  payload: string
  /** Runs so far, the current one included. */
  attempt: number
}

/** A run under way. */
export interface RunningJob {
  abort: AbortController
  /** Why it was aborted from outside; an abort without a reason is a failure like any other. */
  endedBy?: 'cancel' | 'stop'
}

export type AttemptOutcome =
  | { type: 'done' }
  /** All attempts failed, and that is stored. */
  | { type: 'given_up' }
  /** `pause` in milliseconds. */
  | { type: 'retry'; pause: number }
  | { type: 'cancelled' }
  /** Ended by a stop of the process: this run does not count. */
  | { type: 'stopped' }

/** One run of a job, whatever queue asked for it. Never throws: one bad job is no reason for the process to fall. */
export async function attemptJob(
  job: Job<unknown> | undefined,
  stored: StoredJob,
  running: RunningJob,
  logger: Logger
): Promise<AttemptOutcome> {
  const { name, attempt, user_id } = stored
  if (!job) {
    logger.error({ job: name, user_id }, 'nobody knows jobs of this name')
    return { type: 'given_up' }
  }
  // More runs than allowed: the last ones ended with their process, and this one would, too.
  if (attempt > job.attempts) return giveUp(job, stored, new Error('It ended its process'), logger)
  const isLast = attempt >= job.attempts
  try {
    const { signal } = running.abort
    await job.run(job.read(JSON.parse(stored.payload)), { signal, attempt, isLast })
    return { type: 'done' }
  } catch (error) {
    if (running.endedBy === 'cancel') return { type: 'cancelled' }
    if (running.endedBy === 'stop') return { type: 'stopped' }
    logger.warn({ err: error, job: name, attempt, user_id }, 'job failed')
    if (isLast) return giveUp(job, stored, error, logger)
    return { type: 'retry', pause: job.pauseAfter(attempt) }
  }
}

async function giveUp(
  job: Job<unknown>,
  { name, payload }: StoredJob,
  error: unknown,
  logger: Logger
): Promise<AttemptOutcome> {
  try {
    await job.giveUp(job.read(JSON.parse(payload)), error)
    return { type: 'given_up' }
  } catch (failure) {
    logger.error({ err: failure, job: name }, 'job could not be given up')
    return { type: 'retry', pause: GIVE_UP_PAUSE }
  }
}
