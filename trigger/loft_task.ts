import { AbortTaskRunError, queue, task } from '@trigger.dev/sdk'
import { QUEUE_NAME, type Handover } from '../app/jobs/call_protocol.js'
import { callLoft } from './call_loft.js'

/** Longest pause inside a run; a longer one is an attempt of its own, which costs nothing while it waits. Milliseconds. */
const LONGEST_PAUSE = 10_000

/** One queue for all tasks, and one run at a time for each concurrency key: what is about the same thing takes turns. */
const oneAtATime = queue({ name: QUEUE_NAME, concurrencyLimit: 1 })

/** Loft wants the job run again, not before this time. */
class NotYet extends Error {
  constructor(readonly afterMs: number) {
    super(`Loft runs the job again in ${Math.ceil(afterMs / 1_000)} s`)
  }
}

/** A task for one kind of job: it calls Loft until the job is done there. What Loft answers decides about attempts and pauses. */
export const loftTask = (name: string) =>
  task({
    id: name,
    queue: oneAtATime,
    maxDuration: 3_600,
    // Only for the time in which Loft cannot be reached; Loft counts the attempts of jobs itself.
    retry: {
      ...{ maxAttempts: 40, minTimeoutInMs: 1_000, maxTimeoutInMs: 300_000 },
      ...{ factor: 2, randomize: true },
    },
    run: async (payload: Handover, { signal }) => {
      for (;;) {
        const answer = await callLoft(name, payload, signal)
        switch (answer.type) {
          case 'done':
          case 'superseded':
            return { outcome: answer.type }
          case 'failed':
            throw new AbortTaskRunError('Loft gave the job up')
          case 'retry':
            throw new NotYet(answer.afterMs)
          case 'running':
            break
          case 'later':
            if (answer.afterMs > LONGEST_PAUSE) throw new NotYet(answer.afterMs)
            await new Promise((resolve) => setTimeout(resolve, answer.afterMs))
            break
          default: {
            const exhaustive: never = answer
            throw new Error(`Loft answered ${JSON.stringify(exhaustive)}`)
          }
        }
      }
    },
    catchError: ({ error }) =>
      error instanceof NotYet ? { retryDelayInMs: error.afterMs } : undefined,
  })
