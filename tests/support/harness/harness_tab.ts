import type { SyncState } from '../../../inertia/livestore/api.js'
import type { ClientEvent } from '#shared/events/catalog'
import type { TableName } from '#shared/tables/tables'
import type { Device } from '#tests/support/browser'
import type { Person } from '#tests/support/guests'
import type { Page } from 'playwright-core'

export type Row = Record<string, string | number | null>

/** The driver of harness/page/driver.ts, as seen from here. */
interface PageDriver {
  storageMode: string
  commit(...events: ClientEvent[]): Promise<void>
  burst(burst: BurstOptions): Promise<number>
  rows(table: TableName): Row[]
  syncState(): SyncState
  outboxCount(): Promise<number>
  unsynced(): Promise<ClientEvent[]>
  stopAnswer(answerId: string): void
  followed(answerId: string): string
  pending(): Promise<{ session: number; leader: number }>
  muteSession(): void
}

export interface BurstOptions {
  commits: ClientEvent[][]
  gapMs: number
  isUnspaced?: boolean
}

type PageWindow = { loft?: PageDriver; loftFailure?: string }

const RELOADED = Symbol('reloaded')

const isNavigation = (error: unknown) =>
  /Execution context was destroyed|because of a navigation|Cannot find context/.test(String(error))

/** A tab with the real local database and no screen. It survives the reloads by which the database recovers. */
export class HarnessTab {
  /** Times the page has loaded. */
  loads = 0

  private constructor(
    readonly device: Device,
    readonly page: Page
  ) {
    page.on('load', () => this.loads++)
  }

  static async open(device: Device, { userId, storeId }: Person): Promise<HarnessTab> {
    const tab = await HarnessTab.begin(device, { userId, storeId })
    await tab.ready()
    return tab
  }

  /** Starts to open, and does not wait for the database. */
  static async begin(device: Device, { userId, storeId }: Person): Promise<HarnessTab> {
    const page = await device.context.newPage()
    const tab = new HarnessTab(device, page)
    await page.goto(`/harness/index.html?user=${userId}&store=${storeId}`)
    return tab
  }

  async ready(timeout = 20_000): Promise<void> {
    const deadline = Date.now() + timeout
    for (;;) {
      try {
        const left = Math.max(1, deadline - Date.now())
        await this.page.waitForFunction(isOpenOrFailed, undefined, { timeout: left })
        break
      } catch (error) {
        if (!isNavigation(error)) throw error
      }
    }
    const failure = await this.page.evaluate(() => (window as PageWindow).loftFailure)
    if (failure) throw new Error(`The database did not open: ${failure}`)
  }

  /** Resolves when the events are kept on the device and shown. */
  async commit(...events: ClientEvent[]): Promise<void> {
    await this.#once('commit', events)
  }

  /** The same; false when the page was reloaded meanwhile. */
  async tryCommit(...events: ClientEvent[]): Promise<boolean> {
    return (await this.#unlessReloaded('commit', events)) !== RELOADED
  }

  /** A burst dies with its page: the answer is null when it was reloaded half-way. */
  async burst(options: BurstOptions): Promise<number | null> {
    const took = await this.#unlessReloaded('burst', [options])
    return took === RELOADED ? null : (took as number)
  }

  rows(table: TableName): Promise<Row[]> {
    return this.#ask('rows', [table]) as Promise<Row[]>
  }

  syncState(): Promise<SyncState> {
    return this.#ask('syncState', []) as Promise<SyncState>
  }

  outboxCount(): Promise<number> {
    return this.#ask('outboxCount', []) as Promise<number>
  }

  unsynced(): Promise<ClientEvent[]> {
    return this.#ask('unsynced', []) as Promise<ClientEvent[]>
  }

  pending(): Promise<{ session: number; leader: number }> {
    return this.#ask('pending', []) as Promise<{ session: number; leader: number }>
  }

  async muteSession(): Promise<void> {
    await this.#once('muteSession', [])
  }

  followed(answerId: string): Promise<string> {
    return this.#ask('followed', [answerId]) as Promise<string>
  }

  async stopAnswer(answerId: string): Promise<void> {
    await this.#ask('stopAnswer', [answerId])
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  async close(): Promise<void> {
    await this.page.close()
  }

  async #unlessReloaded(method: keyof PageDriver, parameters: unknown[]): Promise<unknown> {
    try {
      return await this.#once(method, parameters)
    } catch (error) {
      if (isNavigation(error)) return RELOADED
      throw error
    }
  }

  /** For questions, which may be asked again on the reloaded page. */
  async #ask(method: keyof PageDriver, parameters: unknown[]): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(method, parameters)
      } catch (error) {
        if (!isNavigation(error) || attempt === 5) throw error
      }
    }
  }

  async #once(method: keyof PageDriver, parameters: unknown[]): Promise<unknown> {
    await this.ready()
    return this.page.evaluate(
      ([name, args]) => {
        const driver = (window as PageWindow).loft
        if (!driver) throw new Error('Execution context was destroyed: the page has just reloaded')
        const member = driver[name as 'rows'] as unknown as (...all: unknown[]) => unknown
        return member.apply(driver, args as unknown[])
      },
      [method, parameters] as const
    )
  }
}

const isOpenOrFailed = () => {
  const { loft, loftFailure } = window as PageWindow
  return loft !== undefined || loftFailure !== undefined
}
