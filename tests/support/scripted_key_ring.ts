import { Secret } from '@adonisjs/core/helpers'

import type { Connection } from '#ai/keys/connection'
import { KeyRing } from '#ai/keys/key_ring'
import { modelIdOf, type ModelRef } from '#shared/model_id'

/** Reaches providers as the test says; a provider that is not named is out of reach. */
export class ScriptedKeyRing extends KeyRing {
  readonly rejected: string[] = []
  readonly asked: string[] = []

  constructor(private readonly connections: Partial<Record<string, Partial<Connection>>>) {
    super()
  }

  async connect(userId: string, model: ModelRef): Promise<Connection | null> {
    this.asked.push(`${userId} ${modelIdOf(model)}`)
    const known = this.connections[model.provider]
    if (!known) return null
    const { provider } = model
    return {
      ...{ provider, keyId: `key-${provider}`, billedTo: 'own_key' },
      ...{ baseUrl: null, apiKey: new Secret(`secret of ${provider}`) },
      ...known,
    }
  }

  async markRejected(keyId: string): Promise<void> {
    this.rejected.push(keyId)
  }
}
