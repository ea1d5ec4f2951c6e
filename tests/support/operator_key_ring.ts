import type { Connection } from '#ai/keys/connection'
import { KeyRing } from '#ai/keys/key_ring'
import type { ModelRef } from '#shared/model_id'
import type { Secret } from '@adonisjs/core/helpers'

export interface OperatorServer {
  /** Absent while the demonstration answers. */
  baseUrl?: string
  apiKey?: Secret<string>
}

/** Everybody reaches the operator's own server, and nothing else. */
export class OperatorKeyRing extends KeyRing {
  constructor(private readonly server: OperatorServer) {
    super()
  }

  async connect(_userId: string, { provider }: ModelRef): Promise<Connection | null> {
    if (provider !== 'server') return null
    const { baseUrl = null, apiKey = null } = this.server
    return { provider, keyId: null, billedTo: 'operator', baseUrl, apiKey }
  }

  async markRejected(): Promise<void> {
    // The operator's key is in the environment: the log says that it was refused.
  }
}
