import { attemptJob, type AttemptOutcome, type RunningJob } from '#jobs/attempt_job'
import { CALL_TOLERANCE, isGenuine, readCall, type JobCallAnswer } from '#jobs/call_protocol'
import { Handovers } from '#jobs/drivers/trigger/handovers'
import { TriggerApi } from '#jobs/drivers/trigger/trigger_api'
import { TriggerTable, type TriggerRow } from '#jobs/drivers/trigger/trigger_table'
import type { Job } from '#jobs/job'
import type { CallResponse, JobCalls, UntrustedCall } from '#jobs/job_calls'
import { JobQueue, type JobRequest } from '#jobs/job_queue'
import type { QueueConfig, TriggerConfig } from '#jobs/jobs_config'
import type { Logger } from '@adonisjs/core/logger'

interface Running extends RunningJob {
  end: Promise<AttemptOutcome>
}

const ok = (answer: JobCallAnswer): CallResponse => ({
  status: answer.type === 'running' || answer.type === 'later' ? 202 : 200,
  answer,
})

/**
 * Jobs that Trigger.dev decides about and this process runs: files, index and database are here. A row says what is to be done, is
 * handed over, and comes back as signed calls, each for one run. What Trigger.dev loses, forgets or does twice changes nothing.
 */
export class TriggerJobQueue extends JobQueue implements JobCalls {
  readonly #jobs = new Map<string, Job<unknown>>()
  readonly #running = new Map<string, Running>()
  readonly #api: TriggerApi
  #table: TriggerTable | undefined
  /** Absent before a start and after a stop. */
  #handovers: Handovers | undefined

  constructor(
    private readonly config: QueueConfig & { trigger: TriggerConfig },
    private readonly logger: Logger
  ) {
    super()
    this.#api = new TriggerApi(config.trigger)
  }

  register<Payload>(job: Job<Payload>): void {
    this.#jobs.set(job.name, job as Job<unknown>)
  }

  async enqueue(request: JobRequest): Promise<void> {
    this.#open().add(request, Date.now())
    this.#handovers?.pump()
  }

  async cancel(name: string, key: string): Promise<void> {
    const table = this.#open()
    const running = this.#running.get(idOf(name, key))
    if (running) {
      // Its row stays until it has ended: nothing else of its key may run before.
      table.forgetRepeat(name, key)
      running.endedBy = 'cancel'
      running.abort.abort()
      return
    }
    const runId = table.remove(name, key)
    if (runId !== null) void this.#api.cancel(runId)
  }

  async start(): Promise<void> {
    const table = this.#open()
    table.recover()
    this.#handovers = new Handovers(table, this.#api, this.config.trigger, this.logger)
    this.#handovers.pump()
  }

  async stop(): Promise<void> {
    this.#handovers?.stop()
    this.#handovers = undefined
    for (const running of this.#running.values()) {
      running.endedBy ??= 'stop'
      running.abort.abort()
    }
    const ends = [...this.#running.values()].map(({ end }) => end)
    await within(this.config.shutdownGrace, Promise.all(ends))
    this.#table?.close()
    this.#table = undefined
  }

  async take({ name, time, signature, body }: UntrustedCall): Promise<CallResponse> {
    const now = Date.now()
    const key = this.config.trigger.signingKey.release()
    if (!isGenuine({ name, time, body }, signature, key, now)) return { status: 401 }
    const call = readCall(body)
    if (!call) return { status: 400 }
    const table = this.#table
    if (!table || !this.#handovers) return { status: 503 }
    if (!table.takeCall(call.call, now, now + 2 * CALL_TOLERANCE * 1_000)) return { status: 409 }
    const row = table.find(name, call.job, call.handover)
    if (!this.#jobs.has(name)) {
      if (row) table.finish(row, now)
      this.logger.error({ job: name }, 'nobody knows jobs of this name')
      return { status: 404 }
    }
    return row ? this.#runOrJoin(table, row) : ok({ type: 'superseded' })
  }

  async #runOrJoin(table: TriggerTable, row: TriggerRow): Promise<CallResponse> {
    const now = Date.now()
    table.hear(row.id, now)
    let running = this.#running.get(idOf(row.name, row.key))
    if (!running) {
      // Nothing runs it here: its end could not be stored.
      if (row.state === 'running') table.retry(row, now)
      else if (row.run_at > now) return ok({ type: 'later', afterMs: row.run_at - now })
      const claimed = table.claim(row, this.config.concurrency, now)
      if (!claimed) return ok({ type: 'later', afterMs: this.config.trigger.busyPause })
      running = this.#run(claimed)
    }
    const outcome = await within(this.config.trigger.answerWithin, running.end)
    return outcome ? responseTo(outcome) : ok({ type: 'running' })
  }

  /** Goes on when whoever called is gone. */
  #run(row: TriggerRow): Running {
    const id = idOf(row.name, row.key)
    const abort = new AbortController()
    const limit = setTimeout(() => abort.abort(), this.config.trigger.longestRun).unref()
    const running: Running = { abort, end: Promise.resolve({ type: 'done' }) }
    this.#running.set(id, running)
    running.end = attemptJob(this.#jobs.get(row.name), row, running, this.logger)
      .then((outcome) => this.#store(row, outcome))
      .finally(() => {
        clearTimeout(limit)
        this.#running.delete(id)
        this.#handovers?.pump()
      })
    return running
  }

  /** What could not be stored is as after a crash: the row says `running`, and the next call takes it up. */
  #store(row: TriggerRow, outcome: AttemptOutcome): AttemptOutcome {
    try {
      if (outcome.type === 'retry') this.#table?.retry(row, Date.now() + outcome.pause)
      else if (outcome.type === 'stopped') this.#table?.putBack(row)
      else this.#table?.finish(row, Date.now())
      return outcome
    } catch (error) {
      this.logger.error({ err: error, job: row.name, user_id: row.user_id }, 'job was lost')
      return { type: 'stopped' }
    }
  }

  #open(): TriggerTable {
    return (this.#table ??= new TriggerTable(this.config.file))
  }
}

const idOf = (name: string, key: string) => `${name}\n${key}`

function responseTo(outcome: AttemptOutcome): CallResponse {
  switch (outcome.type) {
    case 'done':
    case 'cancelled':
      return ok({ type: 'done' })
    case 'given_up':
      return ok({ type: 'failed' })
    case 'retry':
      return ok({ type: 'retry', afterMs: Math.ceil(outcome.pause) })
    case 'stopped':
      return { status: 503 }
    default: {
      const exhaustive: never = outcome
      throw new Error(`Unknown outcome ${String(exhaustive)}`)
    }
  }
}

/** What it resolves to, or undefined when that takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
