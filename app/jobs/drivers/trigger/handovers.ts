import { createHash } from 'node:crypto'
import type { TriggerApi, RunAnswer } from '#jobs/drivers/trigger/trigger_api'
import type { TriggerRow, TriggerTable } from '#jobs/drivers/trigger/trigger_table'
import type { TriggerConfig } from '#jobs/jobs_config'
import type { Logger } from '@adonisjs/core/logger'

/** What only a person can put right: a wrong key, tasks that were not deployed. */
const MISCONFIGURED = new Set([400, 401, 403, 404, 422])
/** Looked at this often even if a timer was lost to a clock that jumped. */
const LONGEST_SLEEP = 60_000

/**
 * Hands jobs over to Trigger.dev, one after the other and never more than the window. While it does not answer, everything stays in
 * the table and is tried again with growing pauses, each time under the same idempotency key: what arrived after all is one run.
 */
export class Handovers {
  #timer: NodeJS.Timeout | undefined
  #isBusy = false
  #isAskedAgain = false
  #isStopped = false
  #failures = 0
  #notBefore = 0
  #lookedAt = 0

  constructor(
    private readonly table: TriggerTable,
    private readonly api: TriggerApi,
    private readonly config: TriggerConfig,
    private readonly logger: Logger
  ) {}

  /** Goes on with what can be handed over. */
  pump(): void {
    if (this.#isStopped) return
    // It may have looked at the table already.
    this.#isAskedAgain = this.#isBusy
    if (this.#isBusy) return
    this.#isBusy = true
    clearTimeout(this.#timer)
    this.#handOver()
      .catch((error: unknown) => {
        this.logger.error({ err: error }, 'jobs cannot be handed over')
        this.#notBefore = Date.now() + this.config.pause.first
      })
      .finally(() => {
        this.#isBusy = false
        if (this.#isAskedAgain) this.pump()
        else this.#sleep()
      })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #handOver(): Promise<void> {
    const lost = this.table.recoverLost(Date.now() - this.config.silence)
    if (lost > 0)
      this.logger.warn({ jobs: lost }, 'runs of Trigger.dev were lost, others take over')
    while (!this.#isStopped && Date.now() >= this.#notBefore) {
      this.#lookedAt = Date.now()
      const row = this.table.next(this.#lookedAt, this.config.window)
      if (!row) return
      const answer = await this.api.trigger({
        task: row.name,
        payload: { job: row.id, handover: row.handover },
        concurrencyKey: createHash('sha256').update(row.key).digest('hex').slice(0, 32),
        idempotencyKey: `${row.id}.${row.handover}`,
      })
      if (this.#isStopped) return
      if (answer.type === 'accepted') this.#accept(row, answer.runId)
      else this.#pause(row, answer)
    }
  }

  #accept(row: TriggerRow, runId: string): void {
    this.table.handedOver(row, runId, Date.now())
    if (this.#failures > 0) this.logger.info('Trigger.dev takes jobs again')
    this.#failures = 0
  }

  #pause(row: TriggerRow, answer: Exclude<RunAnswer, { type: 'accepted' }>): void {
    const { first, longest } = this.config.pause
    const asked = answer.type === 'refused' ? (answer.pauseMs ?? 0) : 0
    const grown = first * 2 ** Math.min(20, this.#failures++) * (0.8 + Math.random() * 0.4)
    const pause = Math.min(longest, Math.max(asked, grown))
    this.#notBefore = Date.now() + pause
    // Behind the others: one that it never takes holds up nobody.
    this.table.postpone(row, this.#notBefore)
    const line = { ...answer, job: row.name, waiting: this.table.countWaiting(), pause_ms: pause }
    const isMisconfigured = answer.type === 'refused' && MISCONFIGURED.has(answer.status)
    if (isMisconfigured) this.logger.error(line, 'Trigger.dev refuses jobs: check keys and tasks')
    else this.logger.warn(line, 'Trigger.dev takes no jobs, they wait')
  }

  #sleep(): void {
    if (this.#isStopped) return
    const due = this.table.nextDue() ?? Infinity
    const wake = Math.max(due, this.#notBefore)
    // One that was due and was not handed over waits for a run to end, which pumps; one that became due since does not.
    const wait = wake > this.#lookedAt ? Math.max(1, wake - Date.now()) : LONGEST_SLEEP
    const longest = Math.min(LONGEST_SLEEP, this.config.silence)
    this.#timer = setTimeout(() => this.pump(), Math.min(wait, longest)).unref()
  }
}
