import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startUpstream, type Upstream } from '#tests/bench/upstream'
import { ProbeClient } from '#tests/bench/probe/probe_client'
import { Device } from '#tests/support/browser'
import { FaultProxy } from '#tests/support/fault_proxy'
import { newGuest } from '#tests/support/guests'
import { LoftServer } from '#tests/support/loft_server'
import { SyncClient } from '#tests/support/sync_client'
import { inCheckout } from '#tests/support/test_environment'
import { Visitor } from '#tests/support/visitor'
import { watchPages } from '#tests/bench/page/page_watch'

export interface RigOptions {
  /** The model on offer; the upstream answers by its name. Default: repeats the question at once. */
  model?: string
  /** Stamps frames and requests inside the server (probe/wire_stamps.js). */
  stampsWire?: boolean
  /** Passages get vectors, from an upstream that takes no time for them. */
  embeds?: boolean
  /** Browsers reach the server through a network that can fail. */
  isProxied?: boolean
}

/** The production server with its own data, a model server in a process of its own, and browsers with profiles on disk. */
export class Rig {
  readonly #devices: Device[] = []
  readonly probe: ProbeClient

  private constructor(
    readonly model: string,
    readonly server: LoftServer,
    readonly proxy: FaultProxy | undefined,
    private readonly upstream: Upstream,
    private readonly directory: string,
    probeSocket: string
  ) {
    this.probe = new ProbeClient(probeSocket)
  }

  static async start(options: RigOptions = {}): Promise<Rig> {
    const { model = 'bench/echo', stampsWire = false, embeds = false, isProxied = false } = options
    const directory = mkdtempSync(join(tmpdir(), 'loft-bench-'))
    const probeSocket = join(directory, 'probe.sock')
    const upstream = await startUpstream()
    const preloads = ['control.js', ...(stampsWire ? ['wire_stamps.js'] : [])]
    const server = await LoftServer.start({
      env: {
        MODEL_BASE_URL: upstream.url,
        MODEL_NAME: model,
        ...(embeds && { EMBEDDING_BASE_URL: upstream.url, EMBEDDING_MODEL: 'bench/vectors' }),
        LOFT_PROBE_SOCKET: probeSocket,
        NODE_OPTIONS: preloads
          .map((file) => `--import=${inCheckout(`tests/bench/probe/${file}`)}`)
          .join(' '),
      },
    }).catch((error: unknown) => {
      upstream.stop()
      throw error
    })
    const proxy = isProxied ? await FaultProxy.start({ target: server.url }) : undefined
    return new Rig(model, server, proxy, upstream, directory, probeSocket)
  }

  /** A cookie of somebody new. */
  async guest(): Promise<string> {
    const visitor = new Visitor(this.server.url)
    const response = await visitor.post('/guests')
    if (response.status !== 303) throw new Error(`POST /guests said ${response.status}`)
    return visitor.cookie
  }

  connect(cookie: string): Promise<SyncClient> {
    return SyncClient.connect({ cookie, url: this.server.url })
  }

  /** A browser at the screen itself, of a new guest unless it is given a session. */
  async device(name: string, cookie?: string): Promise<Device> {
    // A browser asks its network for the address only: without faults it needs no proxy in between.
    const network = this.proxy ?? ({ url: this.server.url } as FaultProxy)
    const device = await Device.launch(name, network)
    this.#devices.push(device)
    await watchPages(device.context)
    if (cookie) await device.context.addCookies(cookiesOf(cookie, network.url))
    else await newGuest(device)
    return device
  }

  problems(): string {
    const log = this.server.log()
    const consoles = this.#devices.flatMap(({ name, problems }) =>
      problems.map((problem) => `\n${name}: ${problem}`)
    )
    return `${log && `\nserver log:\n${log}`}${consoles.join('')}`
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#devices.map((device) => device.close()))
    await this.proxy?.close()
    await this.server.dispose()
    this.upstream.stop()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

function cookiesOf(header: string, url: string) {
  return header.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
}
