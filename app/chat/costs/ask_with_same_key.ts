import type { KeyRing } from '#ai/keys/key_ring'
import type { GenerationLookUp, LookUpResult } from '#ai/look_up/generation_look_up'
import type { CostLookUp } from '#metering/cost_look_ups'
import { parseModelId } from '#shared/model_id'

/** Asks with the key that had the answer; with another one the provider knows nothing of it. Never throws. */
export async function askWithSameKey(
  keyRing: KeyRing,
  lookUp: GenerationLookUp,
  { userId, provider, model, keyId, upstreamId }: CostLookUp
): Promise<LookUpResult> {
  try {
    const { provider: known } = parseModelId(`${provider}:${model}`)
    const connection = await keyRing.connect(userId, { provider: known, name: model })
    if (!connection || connection.keyId !== keyId) return { type: 'impossible' }
    return await lookUp.handle(connection, upstreamId)
  } catch {
    return { type: 'not_ready' }
  }
}
