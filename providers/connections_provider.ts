import { setTimeout as sleep } from 'node:timers/promises'
import type { ApplicationService } from '@adonisjs/core/types'

import type { ConnectionsConfig } from '#ai/connections_config'
import { Catalogue } from '#ai/catalogue/catalogue'
import { CatalogueRefresher } from '#ai/catalogue/catalogue_refresher'
import { CatalogueTable } from '#ai/catalogue/catalogue_table'
import { FindModel } from '#ai/catalogue/find_model'
import { ListModels } from '#ai/catalogue/list_models'
import { LocalServers } from '#ai/catalogue/local_servers'
import { OffersModel } from '#ai/catalogue/offers_model'
import { RefreshCatalogue } from '#ai/catalogue/refresh_catalogue'
import { FinishConnect } from '#ai/keys/actions/finish_connect'
import { RecheckKey } from '#ai/keys/actions/recheck_key'
import { RotateKeys } from '#ai/keys/actions/rotate_keys'
import { SaveKey } from '#ai/keys/actions/save_key'
import { SwitchLocalServer } from '#ai/keys/actions/switch_local_server'
import { KeyChecker } from '#ai/keys/checks/key_checker'
import { DatabaseKeyRing } from '#ai/keys/database_key_ring'
import { KeyCipher } from '#ai/keys/key_cipher'
import { KeyRing } from '#ai/keys/key_ring'
import { KeysChanged } from '#ai/keys/events/keys_changed'
import { KeyTable } from '#ai/keys/key_table'
import { OperatorConnections } from '#ai/keys/operator_connections'
import { ListKeys } from '#ai/keys/queries/list_keys'
import { GenerationLookUp } from '#ai/look_up/generation_look_up'
import { MainDatabase } from '#core/database'
import { AddressGuard } from '#core/network/address_guard'
import { createOutboundFetch } from '#core/network/outbound_fetch'

/** For one question about what an answer cost. */
const LOOK_UP_MS = 10_000

/** How long somebody who saved their first key waits for the catalogue before the page goes on without it. */
const FIRST_CATALOGUE_MS = 8_000

const now = () => Date.now()

/** What models are reached by: keys, the catalogue, servers on this machine. */
export default class ConnectionsProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    this.#registerKeys()
    this.#registerCatalogue()
    this.#registerActions()
  }

  async ready(): Promise<void> {
    const { container } = this.app
    if (['web', 'test'].includes(this.app.getEnvironment())) {
      void (await container.make(LocalServers)).look()
      await (await container.make(Catalogue)).read()
    }
    // Tests refresh when they mean to.
    if (this.app.getEnvironment() !== 'web') return
    const refresher = await container.make(CatalogueRefresher)
    refresher.start()
    this.app.terminating(() => refresher.stop())
  }

  get #config(): ConnectionsConfig {
    return this.app.config.get<ConnectionsConfig>('connections')
  }

  #registerKeys(): void {
    const { container } = this.app
    container.singleton(
      AddressGuard,
      () => new AddressGuard({ allowPrivate: this.#config.allowPrivateUrls })
    )
    container.singleton(KeyCipher, () => {
      const { current, previous } = this.#config.encryption
      return new KeyCipher(current, previous)
    })
    container.singleton(KeyTable, async (make) => new KeyTable(await make.make(MainDatabase)))
    container.singleton(OperatorConnections, () => {
      const { server, openRouterKey = null, baseUrls } = this.#config
      return new OperatorConnections({ server, openRouterKey, baseUrls })
    })
    container.singleton(KeyChecker, async (make) => {
      const { baseUrls, timeouts } = this.#config
      const guard = await make.make(AddressGuard)
      return new KeyChecker({ baseUrls, timeoutMs: timeouts.check }, guard)
    })
    container.singleton(
      KeyRing,
      async (make) =>
        new DatabaseKeyRing({
          table: await make.make(KeyTable),
          cipher: await make.make(KeyCipher),
          operator: await make.make(OperatorConnections),
          localServers: await make.make(LocalServers),
          baseUrls: this.#config.baseUrls,
          now,
          logger: await make.make('logger'),
        })
    )
  }

  #registerCatalogue(): void {
    const { container } = this.app
    container.singleton(LocalServers, () => {
      const { localAddresses: addresses, timeouts } = this.#config
      return new LocalServers(
        { addresses, timeoutMs: timeouts.local },
        this.#fetch(timeouts.local, 1_000_000),
        now
      )
    })
    container.singleton(
      CatalogueTable,
      async (make) => new CatalogueTable(await make.make(MainDatabase))
    )
    container.singleton(Catalogue, async (make) => new Catalogue(await make.make(CatalogueTable)))
    container.singleton(
      GenerationLookUp,
      () => new GenerationLookUp(LOOK_UP_MS, this.#fetch(LOOK_UP_MS, 100_000))
    )
    container.singleton(RefreshCatalogue, async (make) => {
      const { catalogue, baseUrls } = this.#config
      return new RefreshCatalogue(
        await make.make(CatalogueTable),
        await make.make(Catalogue),
        this.#fetch(catalogue.timeoutMs, catalogue.maxBytes),
        { baseUrls, timeoutMs: catalogue.timeoutMs },
        now
      )
    })
    container.singleton(CatalogueRefresher, async (make) => {
      const keys = await make.make(KeyTable)
      const { catalogue: settings, openRouterKey } = this.#config
      return new CatalogueRefresher({
        refresh: await make.make(RefreshCatalogue),
        table: await make.make(CatalogueTable),
        isWanted: async () => {
          if (settings.mode !== 'auto') return settings.mode === 'on'
          return openRouterKey !== undefined || keys.isAnyActive('openrouter')
        },
        settings,
        now,
        logger: await make.make('logger'),
      })
    })
    container.bind(
      ListModels,
      async (make) =>
        new ListModels({
          table: await make.make(KeyTable),
          catalogue: await make.make(Catalogue),
          localServers: await make.make(LocalServers),
          operator: await make.make(OperatorConnections),
          serverModels: this.#config.serverModels,
        })
    )
    container.singleton(
      FindModel,
      async (make) =>
        new FindModel(
          await make.make(ListModels),
          await make.make(Catalogue),
          await make.make(OperatorConnections),
          await make.make(KeyTable),
          await make.make(LocalServers)
        )
    )
    container.singleton(
      OffersModel,
      async (make) =>
        new OffersModel({
          database: await make.make(MainDatabase),
          keys: await make.make(KeyTable),
          models: await make.make(CatalogueTable),
          localServers: await make.make(LocalServers),
          operator: await make.make(OperatorConnections),
          serverModels: this.#config.serverModels,
        })
    )
  }

  #registerActions(): void {
    const { container } = this.app
    container.bind(
      SaveKey,
      async (make) =>
        new SaveKey({
          database: await make.make(MainDatabase),
          table: await make.make(KeyTable),
          cipher: await make.make(KeyCipher),
          checker: await make.make(KeyChecker),
          guard: await make.make(AddressGuard),
          mostServers: this.#config.mostServers,
          onSaved: async (provider, userId) => {
            await KeysChanged.dispatch(userId)
            if (provider !== 'openrouter') return
            const refresher = await make.make(CatalogueRefresher)
            await Promise.race([
              refresher.refreshIfOld(),
              sleep(FIRST_CATALOGUE_MS, undefined, { ref: false }),
            ])
          },
          now,
        })
    )
    container.bind(
      RecheckKey,
      async (make) =>
        new RecheckKey(
          await make.make(MainDatabase),
          await make.make(KeyTable),
          await make.make(KeyCipher),
          await make.make(KeyChecker),
          now
        )
    )
    container.bind(
      RotateKeys,
      async (make) =>
        new RotateKeys(
          await make.make(MainDatabase),
          await make.make(KeyTable),
          await make.make(KeyCipher)
        )
    )
    container.bind(
      SwitchLocalServer,
      async (make) =>
        new SwitchLocalServer(
          await make.make(MainDatabase),
          await make.make(KeyTable),
          await make.make(LocalServers),
          now
        )
    )
    container.bind(
      ListKeys,
      async (make) =>
        new ListKeys(
          await make.make(KeyTable),
          await make.make(Catalogue),
          await make.make(LocalServers)
        )
    )
    container.bind(FinishConnect, () => {
      const { baseUrls, timeouts } = this.#config
      const settings = { baseUrl: baseUrls.openrouter, timeoutMs: timeouts.check }
      return new FinishConnect(this.#fetch(timeouts.check, 100_000), settings, now)
    })
  }

  /** For addresses of the configuration. */
  #fetch(connectTimeoutMs: number, maxBytes: number): typeof globalThis.fetch {
    return createOutboundFetch({
      ...{ connectTimeoutMs, maxBytes, maxErrorBytes: 64_000 },
      timeoutError: () => new Error('The connection took too long'),
    })
  }
}
