import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { inCheckout } from '#tests/support/test_environment'

export interface LoftServerOptions {
  /** Beside the defaults below, and above them. */
  env?: Record<string, string>
  /** The same, for what depends on the address that it gets. */
  envFor?: (url: string) => Record<string, string>
}

const DEFAULTS = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
  APP_KEY: 'test-only-app-key-0123456789abcdef',
  KEYS_ENCRYPTION_KEY: 'dGVzdC1vbmx5LWtleS1vZi0zMi1ieXRlcy0wMDAwMDE=',
  LOCAL_MODEL_SERVERS: 'off',
  GUESTS: 'on',
  GUESTS_PER_ADDRESS: '100000',
  SOCKETS_PER_ADDRESS: '2000',
}

const LOG_LINES_KEPT = 2_000
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** The production build as a process of its own, with its own data. It can be killed and started again on both. */
export class LoftServer {
  readonly dataDirectory = mkdtempSync(join(tmpdir(), 'loft-server-'))
  #child: ChildProcess | undefined
  #log: string[] = []

  private constructor(
    readonly port: number,
    private readonly options: LoftServerOptions
  ) {}

  static async start(options: LoftServerOptions = {}): Promise<LoftServer> {
    const server = new LoftServer(await freePort(), options)
    await server.#start()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** What it was started with; a console command with the same works on the same data. */
  get environment(): Record<string, string> {
    return {
      ...DEFAULTS,
      PORT: String(this.port),
      DATA_DIR: this.dataDirectory,
      // A folder without .env: the settings of the checkout are none of the test's business.
      ENV_PATH: this.dataDirectory,
      ...this.options.env,
      ...this.options.envFor?.(this.url),
    }
  }

  get isRunning(): boolean {
    return this.#child !== undefined
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL', 5_000)
  }

  /** SIGTERM, as an operator does it. Throws when the server is still there after ten seconds. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM', 10_000)
  }

  /** Starts again on the same data and port. */
  async restart(): Promise<void> {
    if (this.#child) await this.stop()
    await this.#start()
  }

  /** Ends it for good and removes its data. */
  async dispose(): Promise<void> {
    await this.#end('SIGKILL', 5_000)
    rmSync(this.dataDirectory, { recursive: true, force: true })
  }

  /** Its `main` database, read beside it. Close it. */
  openDatabase(): BetterSqlite3.Database {
    return new BetterSqlite3(join(this.dataDirectory, 'main.sqlite'), { readonly: true })
  }

  /** What it wrote to its output, warnings and errors by default; for a test that failed. */
  log(isWanted = (line: string) => !/"level":(10|20|30),/.test(line)): string {
    return this.#log.filter(isWanted).join('\n')
  }

  async #start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', inCheckout('build/bin/server.js')],
      {
        cwd: inCheckout('build'),
        env: { PATH: process.env.PATH, ...this.environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }
    )
    running.add(child)
    this.#child = child
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => this.#keep(String(chunk)))
    }
    const ready = Promise.withResolvers<void>()
    child.on('message', (message: { isAdonisJS?: boolean }) => {
      if (message.isAdonisJS) ready.resolve()
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      if (this.#child === child) this.#child = undefined
      this.#keep(`exited with ${code ?? signal}`)
      ready.reject(new Error(`The server ended with ${code ?? signal}:\n${this.log(() => true)}`))
    })
    const timeout = sleep(20_000, undefined, { ref: false }).then(() => {
      throw new Error(`The server did not listen within 20 s:\n${this.log(() => true)}`)
    })
    await Promise.race([ready.promise, timeout])
  }

  async #end(signal: NodeJS.Signals, patience: number): Promise<void> {
    const child = this.#child
    if (!child) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    const late = sleep(patience, undefined, { ref: false }).then(() => {
      child.kill('SIGKILL')
      throw new Error(`The server was still running ${patience} ms after ${signal}`)
    })
    await Promise.race([ended, late])
  }

  #keep(text: string): void {
    this.#log.push(...text.split('\n').filter(Boolean))
    this.#log.splice(0, this.#log.length - LOG_LINES_KEPT)
  }
}

/** A restart needs the same port again, so the system may not choose one each time. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
