import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

import type {
  WorkerCall,
  WorkerMethod,
  WorkerMethods,
  WorkerReply,
} from '#rag/drivers/sqlite/worker_calls'
import { PassageIndexUnavailableError } from '#rag/passage_index'

interface Waiting {
  resolve: (result: unknown) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

/** TypeScript where it runs uncompiled, JavaScript in a build. */
const ENTRY = new URL(
  `./passage_worker${extname(new URL(import.meta.url).pathname)}`,
  import.meta.url
)

/** One passage worker: started by the first call, and again by the next one after it broke. */
export class PassageThread {
  #worker: Worker | null = null
  #last = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(
    private readonly path: string,
    /** Milliseconds a call may take, those before it included. SQLite cannot be interrupted: the whole worker goes. */
    private readonly patience: number
  ) {}

  /** Calls under way. */
  get load(): number {
    return this.#waiting.size
  }

  ask<Method extends WorkerMethod>(
    method: Method,
    ...parameters: Parameters<WorkerMethods[Method]>
  ): Promise<ReturnType<WorkerMethods[Method]>> {
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#last
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(worker, 'no answer in time'), this.patience)
      this.#waiting.set(id, { resolve, reject, timer })
      worker.ref()
      worker.postMessage({ id, method, parameters } satisfies WorkerCall)
    }) as Promise<ReturnType<WorkerMethods[Method]>>
  }

  /** What was asked before is still answered. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    const isOver = new Promise((resolve) => worker.once('exit', resolve))
    worker.ref()
    worker.postMessage({ close: true } satisfies WorkerCall)
    await isOver
  }

  #start(): Worker {
    const worker = new Worker(ENTRY, { workerData: { path: this.path }, name: 'passages' })
    // A thread with nothing to do does not keep the process.
    worker.unref()
    worker.on('message', (reply: WorkerReply) => this.#settle(worker, reply))
    worker.on('error', (error) => this.#fail(worker, 'its thread broke', error))
    worker.on('exit', () => this.#fail(worker, 'its thread ended'))
    return worker
  }

  #settle(worker: Worker, reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    clearTimeout(waiting.timer)
    if (this.#waiting.size === 0) worker.unref()
    if ('result' in reply) waiting.resolve(reply.result)
    else {
      const { message, isStorage } = reply.error
      waiting.reject(isStorage ? new PassageIndexUnavailableError(message) : new Error(message))
    }
  }

  #fail(worker: Worker, reason: string, cause?: unknown): void {
    if (this.#worker !== worker) return
    this.#worker = null
    void worker.terminate()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject, timer } of waiting) {
      clearTimeout(timer)
      reject(new PassageIndexUnavailableError(reason, cause))
    }
  }
}
