import type { Connection } from '#ai/keys/connection'
import type { ModelDriver } from '#ai/model_driver'

/** Contract and container token: how each connection is spoken to. */
export abstract class ModelDrivers {
  /** A driver for one call. It holds the connection's key, so it is not to be kept. */
  abstract driverFor(connection: Connection): Promise<ModelDriver>
}
