import LiveStoreSharedWorker from '@livestore/adapter-web/shared-worker?sharedworker'
import LeaderWorker from '~/livestore/worker/leader.worker?worker'

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

  constructor(storeId: string) {
    if (typeof SharedWorker === 'undefined') return
    this.#shared = new LiveStoreSharedWorker({ name: `livestore-shared-worker-${storeId}` })
    void this.#startLeader(storeId).catch(() => {})
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

  /** Only the tab that holds this lock of LiveStore's starts a leader; two would open two sockets. */
  async #startLeader(storeId: string): Promise<void> {
    const { held = [], pending = [] } = await navigator.locks.query()
    const isTaken = [...held, ...pending].some(
      ({ name }) => name === `livestore-tab-lock-${storeId}`
    )
    if (isTaken || this.#isOver) return
    this.#leader = new LeaderWorker({ name: `livestore-worker-${storeId}-early` })
  }
}
