import { attemptJob, type AttemptOutcome, type RunningJob } from '#jobs/attempt_job'
import type { Job } from '#jobs/job'
import { JobQueue, type JobRequest } from '#jobs/job_queue'
import { JobTable, type JobRow } from '#jobs/drivers/embedded/job_table'
import type { QueueConfig } from '#jobs/jobs_config'
import type { Logger } from '@adonisjs/core/logger'

/** Jobs that could not be read from the table are looked for again after this time. */
const TROUBLE_PAUSE = 5_000
/** Waiting jobs are looked at this often even if a timer was lost to a clock that jumped. */
const LONGEST_SLEEP = 60_000

interface Running extends RunningJob {
  row: JobRow
}

const idOf = (name: string, key: string) => `${name}\n${key}`

/** Runs jobs inside the server's process, from a SQLite file. */
export class EmbeddedJobQueue extends JobQueue {
  readonly #jobs = new Map<string, Job<unknown>>()
  readonly #running = new Map<string, Running>()
  readonly #ends = new Set<Promise<void>>()
  /** Absent after a stop that did not wait: the next process finds the rows as they were. */
  #table: JobTable | undefined
  #timer: NodeJS.Timeout | undefined
  #isStarted = false

  constructor(
    private readonly config: QueueConfig,
    private readonly logger: Logger
  ) {
    super()
  }

  register<Payload>(job: Job<Payload>): void {
    this.#jobs.set(job.name, job as Job<unknown>)
  }

  async enqueue(request: JobRequest): Promise<void> {
    this.#open().add(request, Date.now())
    this.#pump()
  }

  async cancel(name: string, key: string): Promise<void> {
    const running = this.#running.get(idOf(name, key))
    if (!running) return this.#open().remove(name, key)
    // Its row stays until it has ended: nothing else of its key may run before.
    this.#open().forgetRepeat(name, key)
    running.endedBy = 'cancel'
    running.abort.abort()
  }

  async start(): Promise<void> {
    this.#open().recover()
    this.#isStarted = true
    this.#pump()
  }

  async stop(): Promise<void> {
    this.#isStarted = false
    clearTimeout(this.#timer)
    for (const running of this.#running.values()) {
      running.endedBy ??= 'stop'
      running.abort.abort()
    }
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, this.config.shutdownGrace)))
    await Promise.race([Promise.all(this.#ends), grace])
    clearTimeout(timer)
    this.#table?.close()
    this.#table = undefined
  }

  #open(): JobTable {
    return (this.#table ??= new JobTable(this.config.file))
  }

  #pump(): void {
    if (!this.#isStarted) return
    clearTimeout(this.#timer)
    try {
      const table = this.#open()
      let now = Date.now()
      while (this.#running.size < this.config.concurrency) {
        now = Date.now()
        const row = table.claim(now)
        if (!row) break
        const end = this.#run(row).finally(() => {
          this.#ends.delete(end)
          this.#pump()
        })
        this.#ends.add(end)
      }
      const due = table.nextDue()
      // One that was due and was not claimed waits for a running one, whose end pumps; one that became due since does not.
      const wait = due === null || due <= now ? LONGEST_SLEEP : Math.max(1, due - Date.now())
      this.#timer = setTimeout(() => this.#pump(), Math.min(LONGEST_SLEEP, wait)).unref()
    } catch (error) {
      this.logger.error({ err: error }, 'jobs cannot start')
      this.#timer = setTimeout(() => this.#pump(), TROUBLE_PAUSE).unref()
    }
  }

  /** Never throws. */
  async #run(row: JobRow): Promise<void> {
    const id = idOf(row.name, row.key)
    const running: Running = { row, abort: new AbortController() }
    this.#running.set(id, running)
    try {
      const outcome = await attemptJob(this.#jobs.get(row.name), row, running, this.logger)
      this.#store(row, outcome)
    } catch (error) {
      this.logger.error({ err: error, job: row.name, user_id: row.user_id }, 'job was lost')
    } finally {
      this.#running.delete(id)
    }
  }

  #store(row: JobRow, outcome: AttemptOutcome): void {
    switch (outcome.type) {
      case 'done':
      case 'given_up':
      case 'cancelled':
        return this.#table?.finish(row, Date.now())
      case 'retry':
        return this.#table?.retry(row, Date.now() + outcome.pause)
      case 'stopped':
        return this.#table?.putBack(row)
      default: {
        const exhaustive: never = outcome
        throw new Error(`Unknown outcome ${String(exhaustive)}`)
      }
    }
  }
}
