import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TriggerJobQueue } from '#jobs/drivers/trigger/trigger_job_queue'
import type { TriggerConfig } from '#jobs/jobs_config'
import { startCallServer, type CallServer } from '#tests/support/trigger/call_server'
import { SECRET_KEY, TriggerDouble } from '#tests/support/trigger/trigger_double'
import { Secret } from '@adonisjs/core/helpers'
import type { Logger } from '@adonisjs/core/logger'

export const SIGNING_KEY = 'a-signing-key-for-tests-0123456789'

export interface LogLine {
  level: 'info' | 'warn' | 'error'
  message: string
  line: Record<string, unknown>
}

/** Trigger.dev, the place its tasks call, and a file of jobs that outlives every queue over it. */
export class TriggerStage {
  readonly log: LogLine[] = []
  readonly #open: TriggerJobQueue[] = []

  private constructor(
    readonly double: TriggerDouble,
    readonly calls: CallServer,
    private readonly folder: string
  ) {}

  static async make(): Promise<TriggerStage> {
    const folder = await mkdtemp(join(tmpdir(), 'loft-trigger-'))
    const stage = new TriggerStage(await TriggerDouble.start(), await startCallServer(), folder)
    // What is set for the tasks at Trigger.dev.
    process.env.APP_URL = stage.calls.url
    process.env.JOBS_SIGNING_KEY = SIGNING_KEY
    return stage
  }

  /** The next process on the same file; calls go to it. */
  async open(changes: Partial<TriggerConfig> = {}): Promise<TriggerJobQueue> {
    const trigger: TriggerConfig = {
      ...{ apiUrl: this.double.url, window: 4, timeout: 200, pause: { first: 10, longest: 40 } },
      ...{ answerWithin: 100, busyPause: 10, silence: 60_000, longestRun: 60_000 },
      ...{ secretKey: new Secret(SECRET_KEY), signingKey: new Secret(SIGNING_KEY) },
      ...changes,
    }
    const file = join(this.folder, 'jobs.sqlite')
    const settings = { file, concurrency: 2, shutdownGrace: 500, trigger }
    const queue = new TriggerJobQueue(settings, this.#logger)
    this.#open.push(queue)
    this.calls.serve(queue)
    return queue
  }

  async dispose(): Promise<void> {
    await this.double.close()
    this.calls.close()
    for (const queue of this.#open) await queue.stop()
    delete process.env.APP_URL
    delete process.env.JOBS_SIGNING_KEY
    await rm(this.folder, { recursive: true, force: true })
  }

  get #logger(): Logger {
    const write = (level: LogLine['level']) => (line: object | string, message?: string) => {
      const text = typeof line === 'string' ? line : (message ?? '')
      this.log.push({ level, message: text, line: typeof line === 'string' ? {} : { ...line } })
    }
    return { info: write('info'), warn: write('warn'), error: write('error') } as never
  }
}
