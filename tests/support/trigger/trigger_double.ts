import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deployedTask, queueLimit } from '#tests/support/trigger/trigger_tasks'
import { calculateNextRetryDelay } from '@trigger.dev/core/v3'
import { TriggerTaskRequestBody } from '@trigger.dev/core/v3/schemas'
import { runInMockTaskContext } from '@trigger.dev/core/v3/test'

export const SECRET_KEY = 'tr_dev_a-key-of-the-double'

/** What the next requests meet instead of an answer. `lost`: the run is made, and the answer is not sent. */
export type Trouble = 'hang' | 'cut' | 'lost' | { status: number; headers?: Record<string, string> }

export interface DoubleRun {
  id: string
  task: string
  status: 'QUEUED' | 'EXECUTING' | 'WAITING' | 'COMPLETED' | 'FAILED' | 'CANCELED'
  attempts: number
  error?: string
  output?: unknown
}

interface Run extends DoubleRun {
  payload: unknown
  /** Queue and concurrency key. */
  lane: string
  limit: number
  abort: AbortController
}

/** Pauses of seconds take milliseconds here. */
const LONGEST_PAUSE = 30

/**
 * Trigger.dev as far as Loft sees it: the API, checked by its own schema; idempotency keys; one run per concurrency key; attempts with
 * back-off. It runs the real tasks in their own mock context, and they call Loft over HTTP.
 */
export class TriggerDouble {
  readonly runs: DoubleRun[] = []
  /** Requests to trigger that came in, whatever became of them. */
  requests = 0
  /** Their bodies, where a run was made or would have been. */
  readonly bodies: string[] = []
  #troubles: Trouble[] = []
  readonly #byKey = new Map<string, Run>()
  readonly #busy = new Map<string, number>()
  #queued: Run[] = []
  #isClosed = false
  /** Tasks see no run while it is on. */
  #isHeld = false

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TriggerDouble> {
    const server = createServer()
    const double = new TriggerDouble(server)
    server.on('request', (request, response) => {
      double.#answer(request, response).catch(() => response.destroy())
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return double
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  meet(...troubles: Trouble[]): void {
    this.#troubles.push(...troubles)
  }

  /** Takes runs and starts none until `release`. */
  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    this.#start()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queued = []
    for (const run of this.runs as Run[]) run.abort.abort()
    this.server.closeAllConnections()
    this.server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (status: number, body: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body))
    const text = (await request.toArray()).join('')
    const isTrigger = request.url!.endsWith('/trigger')
    if (isTrigger) this.requests++
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`) {
      return void json(401, { error: 'Invalid or Missing API key' })
    }
    const trouble = this.#troubles.shift()
    if (trouble === 'hang') return
    if (trouble === 'cut') return void response.destroy()
    if (typeof trouble === 'object')
      return void json(trouble.status, { error: 'No' }, trouble.headers)
    const cancel = /^\/api\/v2\/runs\/([^/]+)\/cancel$/.exec(request.url!)
    if (cancel) return void this.#cancel(cancel[1]!, json)
    const task = /^\/api\/v1\/tasks\/([^/]+)\/trigger$/.exec(request.url!)?.[1]
    if (!task) return void json(404, { error: 'Not found' })
    const body = TriggerTaskRequestBody.safeParse(JSON.parse(text))
    if (!body.success) return void json(400, { error: 'Invalid request body' })
    this.bodies.push(text)
    const { payload, options } = body.data
    const limit = queueLimit(options?.queue?.name ?? '')
    if (limit === undefined) return void json(422, { error: 'Specified queue not found' })
    const known = this.#byKey.get(options?.idempotencyKey ?? '')
    if (known) return void json(200, { id: known.id, isCached: true })
    const lane = `${options?.queue?.name}/${String(options?.concurrencyKey)}`
    const run: Run = {
      ...{ id: `run_${randomUUID()}`, task, status: 'QUEUED', attempts: 0 },
      ...{ payload, lane, limit: limit ?? Infinity, abort: new AbortController() },
    }
    this.runs.push(run)
    if (options?.idempotencyKey) this.#byKey.set(options.idempotencyKey, run)
    this.#queued.push(run)
    if (trouble === 'lost') response.destroy()
    else json(200, { id: run.id })
    this.#start()
  }

  #cancel(id: string, json: (status: number, body: object) => unknown): void {
    const run = (this.runs as Run[]).find((one) => one.id === id)
    if (!run) return void json(404, { error: 'Run not found' })
    run.status = 'CANCELED'
    run.abort.abort()
    this.#queued = this.#queued.filter((one) => one !== run)
    json(200, { id })
  }

  #start(): void {
    if (this.#isHeld || this.#isClosed) return
    for (const run of this.#queued) {
      const busy = this.#busy.get(run.lane) ?? 0
      if (busy >= run.limit) continue
      this.#queued = this.#queued.filter((one) => one !== run)
      this.#busy.set(run.lane, busy + 1)
      void this.#attempt(run).finally(() => {
        this.#busy.set(run.lane, this.#busy.get(run.lane)! - 1)
        this.#start()
      })
    }
  }

  async #attempt(run: Run): Promise<void> {
    run.status = 'EXECUTING'
    run.attempts++
    const { task, catchError } = deployedTask(run.task)
    const { signal } = run.abort
    try {
      const attempt = { number: run.attempts }
      run.output = await runInMockTaskContext(
        ({ ctx }) => task.fns.run(run.payload, { ctx, signal }) as Promise<unknown>,
        { ctx: { run: { id: run.id }, attempt } as never }
      )
      run.status = 'COMPLETED'
    } catch (error) {
      if (this.#isClosed || (run.status as string) === 'CANCELED') return
      run.error = String(error)
      const handled = await catchError?.({
        ...{ ctx: {} as never, payload: run.payload, task: run.task, error, signal },
      })
      const usual = calculateNextRetryDelay(task.retry ?? {}, run.attempts)
      const isOver = (error as Error).name === 'AbortTaskRunError' || usual === undefined
      if (isOver) return void (run.status = 'FAILED')
      run.status = 'WAITING'
      setTimeout(
        () => {
          if (run.status !== 'WAITING') return
          this.#queued.push(run)
          this.#start()
        },
        Math.min(LONGEST_PAUSE, handled?.retryDelayInMs ?? usual)
      )
    }
  }
}
