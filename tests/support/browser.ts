import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type { FaultProxy } from '#tests/support/fault_proxy'
import { chromiumPath } from '#tests/support/test_environment'

/** What a browser says about a network that is deliberately broken; nothing else may be allowed by a test without a reason. */
export const networkErrors: RegExp[] = [
  /^WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/sync\?\S*' failed: /,
  // Of a service worker.
  /^An unknown error occurred when fetching the script\.$/,
  /^Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|CONNECTION_CLOSED)/,
]

/** What a browser says when the server does not know its session any more; 403, because its CSRF token went with it. */
export const signedOutErrors: RegExp[] = [
  /^Failed to load resource: the server responded with a status of 401 \(Unauthorized\)$/,
  /^Failed to load resource: the server responded with a status of 403 \(Forbidden\)$/,
  /^WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/sync\?\S*' failed: /,
]

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-first-run',
]

export interface DeviceOptions {
  /** A window that keeps nothing on disk. */
  isPrivate?: boolean
  /** Default: yes. */
  hasServiceWorker?: boolean
}

/** A browser of its own with a profile of its own, on disk: OPFS is several times slower in incognito. */
export class Device {
  /** Errors on any console and uncaught ones, of all tabs and workers, that no pattern allows. */
  readonly problems: string[] = []
  readonly #allowed: RegExp[] = []

  private constructor(
    readonly name: string,
    readonly network: FaultProxy,
    readonly context: BrowserContext,
    private readonly profile: string,
    /** Keeps a copy of Loft on its first visit, which takes a third of the time of a short test. */
    readonly hasServiceWorker: boolean
  ) {
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.#note(message.text() || `nothing, at ${JSON.stringify(message.location())}`)
    })
    context.on('weberror', (error) => this.#note(describe(error.error())))
    context.on('page', (page) => page.on('crash', () => this.#note('the page crashed')))
  }

  static async launch(
    name: string,
    network: FaultProxy,
    { isPrivate = false, hasServiceWorker = true }: DeviceOptions = {}
  ): Promise<Device> {
    const profile = mkdtempSync(join(tmpdir(), 'loft-device-'))
    const start = { executablePath: chromiumPath, args: ARGUMENTS, headless: true }
    const look = { baseURL: network.url, viewport: { width: 1100, height: 760 } }
    const context = isPrivate
      ? await (await chromium.launch(start)).newContext(look)
      : await chromium.launchPersistentContext(profile, { ...start, ...look })
    context.setDefaultTimeout(30_000)
    if (!hasServiceWorker) await context.addInitScript(forgetServiceWorkers)
    return new Device(name, network, context, profile, hasServiceWorker)
  }

  /** A new tab at this path. */
  async open(path: string): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(path)
    return page
  }

  /** From now on errors that match are expected. */
  allow(...patterns: RegExp[]): void {
    this.#allowed.push(...patterns)
  }

  /** Makes this browser one of the same person: the session of another device. */
  async signInLike(other: Device): Promise<void> {
    await this.context.addCookies(await other.context.cookies())
  }

  /** Throws when something was said on a console that should not have been. */
  assertQuiet(): void {
    if (this.problems.length === 0) return
    throw new Error(`Console of ${this.name}:\n${this.problems.join('\n')}`)
  }

  async close(): Promise<void> {
    await this.context.close().catch(() => {})
    await this.context.browser()?.close()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 })
  }

  #note(text: string): void {
    if (!this.#allowed.some((pattern) => pattern.test(text))) this.problems.push(text)
  }
}

/** Runs inside the page, before its own scripts. */
function forgetServiceWorkers(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
}

/** Some errors have nothing but a name. */
const describe = (error: Error) => error.stack || `uncaught: ${error.name} ${error.message}`
