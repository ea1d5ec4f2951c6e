import type { Test } from '@japa/runner/core'
import type { ClientEvent } from '#shared/events/catalog'
import { Device, type DeviceOptions } from '#tests/support/browser'
import { FaultProxy } from '#tests/support/fault_proxy'
import { newGuest, personAt, type Person } from '#tests/support/guests'
import { buildHarness } from '#tests/support/harness/build_harness'
import { HarnessTab } from '#tests/support/harness/harness_tab'
import { LoftServer, type LoftServerOptions } from '#tests/support/loft_server'
import { providerEnvironment } from '#tests/support/provider_environment'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

export const MODEL = 'scripted/model'

interface StageDeviceOptions extends Omit<DeviceOptions, 'hasServiceWorker'> {
  /** Its network fails alone. */
  hasOwnNetwork?: boolean
}

interface StageOptions {
  /** Settings of the server. */
  env?: LoftServerOptions['env']
  /** Pages open without the server, after their first visit; the others have no service worker. */
  isForOffline?: boolean
}

/** A model server, Loft in front of it, a network that can fail, and browsers. Everything is gone when the test is over. */
export class Stage {
  readonly devices: Device[] = []
  /** Ids of events whose commit resolved: from then on nothing may lose them. */
  readonly acknowledged = new Set<string>()

  private constructor(
    readonly upstream: ScriptableUpstream,
    readonly server: LoftServer,
    /** The network that devices share unless they have one of their own. */
    readonly proxy: FaultProxy,
    private readonly harness: string,
    private readonly isForOffline: boolean
  ) {}

  static async set(test: Test, { env, isForOffline = false }: StageOptions = {}): Promise<Stage> {
    const [harness, upstream] = await Promise.all([buildHarness(), ScriptableUpstream.start()])
    const model = { MODEL_BASE_URL: upstream.url, MODEL_NAME: MODEL }
    const providers = providerEnvironment(upstream)
    const server = await LoftServer.start({ env: { ...model, ...providers, ...env } })
    const proxy = await FaultProxy.start({ target: server.url, harness })
    const stage = new Stage(upstream, server, proxy, harness, isForOffline)
    test.cleanup((hasFailed: boolean) => stage.#clear(hasFailed))
    return stage
  }

  async device(name: string, options: StageDeviceOptions = {}): Promise<Device> {
    const { server, harness } = this
    const network = options.hasOwnNetwork
      ? await FaultProxy.start({ target: server.url, harness })
      : this.proxy
    const device = await Device.launch(name, network, {
      isPrivate: options.isPrivate,
      hasServiceWorker: this.isForOffline,
    })
    this.devices.push(device)
    await device.context.exposeBinding('acknowledged', (_source, eventIds: string[]) => {
      for (const eventId of eventIds) this.acknowledged.add(eventId)
    })
    return device
  }

  /** A browser whose person has just become a guest. */
  async guest(name: string): Promise<{ device: Device; person: Person }> {
    const device = await this.device(name)
    return { device, person: await newGuest(device) }
  }

  /** Another browser of the same person. */
  async another(name: string, like: Device, options?: StageDeviceOptions): Promise<Device> {
    const device = await this.device(name, options)
    await device.signInLike(like)
    await personAt(device)
    return device
  }

  tab(device: Device, person: Person): Promise<HarnessTab> {
    return HarnessTab.open(device, person)
  }

  /** Commits, and remembers what was acknowledged. A page that reloads meanwhile acknowledges nothing. */
  async commit(tab: HarnessTab, ...events: ClientEvent[]): Promise<boolean> {
    if (!(await tab.tryCommit(...events))) return false
    for (const { args } of events) this.acknowledged.add(args.eventId)
    return true
  }

  assertQuiet(): void {
    for (const device of this.devices) device.assertQuiet()
  }

  async #clear(hasFailed: boolean): Promise<void> {
    await Promise.all(
      this.devices.map(async (device) => {
        await device.close()
        await device.network.close()
      })
    )
    if (hasFailed) {
      console.error(`--- server log\n${this.server.log()}`)
      for (const { name, problems } of this.devices) {
        if (problems.length > 0) console.error(`--- console of ${name}\n${problems.join('\n')}`)
      }
    }
    await this.proxy.close()
    await this.server.dispose()
    await this.upstream.close()
  }
}
