import { CircuitBreaker, type CircuitConfig } from '#ai/circuit_breaker'
import type { Connection } from '#ai/keys/connection'
import type { KeyRing } from '#ai/keys/key_ring'
import type { ModelDriver } from '#ai/model_driver'
import { ModelGateway, type GatewayDependencies } from '#ai/model_gateway'
import { ModelDrivers } from '#ai/model_drivers'
import { OperatorKeyRing } from '#tests/support/operator_key_ring'
import type { RetryConfig } from '#ai/retry_budget'

export const RETRY: RetryConfig = {
  attempts: 2,
  pause: 5,
  longestPause: 200,
  longestChain: 10_000,
}

interface GatewayOptions extends Partial<
  Pick<GatewayDependencies, 'retry' | 'outputTokens' | 'rest'>
> {
  keyRing?: KeyRing
  circuit?: Partial<CircuitConfig>
  now?: () => number
}

/** A gateway over what `driverOf` says to each connection; by default everybody is connected to one server. */
export function gatewayOver(
  driverOf: (connection: Connection) => ModelDriver | Promise<ModelDriver>,
  {
    keyRing = new OperatorKeyRing({}),
    circuit,
    now = () => Date.now(),
    ...rest
  }: GatewayOptions = {}
): ModelGateway {
  return new ModelGateway({
    keyRing: () => keyRing,
    drivers: () => driversOver(driverOf),
    circuits: new CircuitBreaker({ failures: 5, pause: 30_000, ...circuit }, now),
    ...{ retry: RETRY, outputTokens: 32_000, now },
    ...rest,
  })
}

export function driversOver(
  driverOf: (connection: Connection) => ModelDriver | Promise<ModelDriver>
): ModelDrivers {
  return new (class extends ModelDrivers {
    async driverFor(connection: Connection) {
      return driverOf(connection)
    }
  })()
}
