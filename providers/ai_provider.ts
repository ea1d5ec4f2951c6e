import type { ApplicationService } from '@adonisjs/core/types'

import { CircuitBreaker } from '#ai/circuit_breaker'
import type { AiConfig } from '#ai/define_config'
import { createUpstreamFetch } from '#ai/drivers/upstream_fetch'
import { KeyRing } from '#ai/keys/key_ring'
import { ModelDrivers } from '#ai/model_drivers'
import { ModelGateway } from '#ai/model_gateway'
import { SystemClock } from '#core/clock'
import { AddressGuard } from '#core/network/address_guard'

/** For addresses that people typed. */
const CONNECT_TIMEOUT_MS = 10_000

/** The way to models: keys, drivers and the gateway over both, all made at the first question. */
export default class AiProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container, config } = this.app
    const ai = () => config.get<AiConfig>('ai')
    container.singleton(ModelDrivers, async (resolver) => {
      const guard = await resolver.make(AddressGuard)
      return ai().createDrivers({ guardedFetch: createUpstreamFetch(CONNECT_TIMEOUT_MS, guard) })
    })
    container.singleton(ModelGateway, () => {
      const { retry, circuit, outputTokens } = ai().gateway
      const clock = new SystemClock()
      const now = () => clock.now()
      return new ModelGateway({
        // Resolved at each question, so that tests may put others in their places.
        keyRing: () => container.make(KeyRing),
        drivers: () => container.make(ModelDrivers),
        circuits: new CircuitBreaker(circuit, now),
        ...{ retry, outputTokens, now },
      })
    })
  }
}
