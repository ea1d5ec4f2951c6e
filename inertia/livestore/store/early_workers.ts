import { localUserId } from '~/lib/local_user'
import LeaderWorker from '~/livestore/worker/leader.worker?worker'
import LiveStoreSharedWorker from '~/livestore/worker/shared.worker?sharedworker'

interface Named {
  name: string
}

/**
 * LiveStore starts its two workers late and one after the other, and each has a megabyte of code to load. These are started at
 * once and handed over when LiveStore asks for them. The leader's opens the socket meanwhile.
 */
export class EarlyWorkers {
  #leader: Worker | undefined
  #shared: SharedWorker | undefined
  #isOver = false

  /** The workers of this store, which may be on their way since the page began to load. */
  static of(storeId: string): EarlyWorkers {
    const started = early
    early = undefined
    if (started?.storeId === storeId) return started
    started?.dismiss()
    return new EarlyWorkers(storeId)
  }

  private constructor(private readonly storeId: string) {
    if (typeof SharedWorker === 'undefined') return
    this.#shared = new LiveStoreSharedWorker({ name: `livestore-shared-worker-${storeId}` })
    void this.#startLeader().catch(() => {})
  }

  readonly shared = (options: Named): SharedWorker => {
    const shared = this.#shared ?? new LiveStoreSharedWorker(options)
    this.#shared = undefined
    return shared
  }

  readonly leader = (options: Named): Worker => {
    const leader = this.#leader ?? new LeaderWorker(options)
    this.#leader = undefined
    this.#isOver = true
    return leader
  }

  /** The database is open: a leader that was not asked for has come too early, because another tab has one. */
  dismiss(): void {
    this.#isOver = true
    this.#leader?.terminate()
    this.#leader = undefined
  }

  /** Whoever was here last is probably the one whose store will be asked for; a store goes by its person's id. */
  static startFor(userId: string | null): EarlyWorkers | undefined {
    return userId === null ? undefined : new EarlyWorkers(userId)
  }

  /** Only the tab that holds this lock of LiveStore's starts a leader; two would open two sockets. */
  async #startLeader(): Promise<void> {
    const { held = [], pending = [] } = await navigator.locks.query()
    const isTaken = [...held, ...pending].some(
      ({ name }) => name === `livestore-tab-lock-${this.storeId}`
    )
    if (isTaken || this.#isOver) return
    const leader = new LeaderWorker({ name: `livestore-worker-${this.storeId}-early` })
    this.#leader = withHeldMessages(leader)
    const forget = () => (this.#leader = undefined)
    leader.addEventListener('error', forget, { once: true })
  }
}

let early = EarlyWorkers.startFor(localUserId())

/** A worker says once that it is ready, and LiveStore waits for that: what is said before anybody listens is said again then. */
function withHeldMessages(worker: Worker): Worker {
  const held: unknown[] = []
  const hold = ({ data }: MessageEvent) => void held.push(data)
  worker.addEventListener('message', hold)
  const listen = worker.addEventListener.bind(worker) as EventTarget['addEventListener']
  worker.addEventListener = (...listener: Parameters<EventTarget['addEventListener']>) => {
    listen(...listener)
    if (listener[0] !== 'message') return
    worker.removeEventListener('message', hold)
    for (const data of held.splice(0)) worker.dispatchEvent(new MessageEvent('message', { data }))
  }
  return worker
}
