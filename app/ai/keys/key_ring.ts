import type { Connection } from '#ai/keys/connection'
import type { ModelRef } from '#shared/model_id'

/** Contract and container token: which connections a person has. */
export abstract class KeyRing {
  /**
   * How this person reaches a model: by their own active key first, by the operator's connection else.
   * Null when they have no way. The key is decrypted here and nowhere else.
   */
  abstract connect(userId: string, model: ModelRef): Promise<Connection | null>

  /** A provider refused this key: it is shown as rejected until it is checked or replaced. Never throws. */
  abstract markRejected(keyId: string): Promise<void>
}
