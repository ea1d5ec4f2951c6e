import type { ProviderName } from '#shared/model_id'
import type { Secret } from '@adonisjs/core/helpers'

/** A provider together with the right to ask it. Lives for one call and is never kept, logged or sent anywhere. */
export interface Connection {
  provider: ProviderName
  /** Id of the `user_models` row; null when it is the operator's. */
  keyId: string | null
  /** Who pays: the person with a key of their own, or the operator. */
  billedTo: 'own_key' | 'operator'
  /** Up to and without `/chat/completions`; null for providers whose address is known. */
  baseUrl: string | null
  /** Null for servers that want none. */
  apiKey: Secret<string> | null
}
