import type { ApplicationService } from '@adonisjs/core/types'

import { CircuitBreaker } from '#ai/circuit_breaker'
import type { AiConfig } from '#ai/define_config'
import { KeyRing } from '#ai/keys/key_ring'
import { ModelDrivers } from '#ai/model_drivers'
import { ModelGateway } from '#ai/model_gateway'
import { SystemClock } from '#core/clock'
import { AddressGuard } from '#core/network/address_guard'

/** The way to models: drivers, and the gateway over them and the keys of connections_provider, made at the first question. */
export default class AiProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container, config } = this.app
    const ai = () => config.get<AiConfig>('ai')
    container.singleton(ModelDrivers, async (resolver) =>
      ai().createDrivers(await resolver.make(AddressGuard))
    )
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
