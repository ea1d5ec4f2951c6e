import type { Secret } from '@adonisjs/core/helpers'

import { readOperatorKey } from '#ai/available_models'
import type { EmbeddingSettings } from '#ai/embedding/provider_embeddings'

export interface EmbeddingsConfigInput extends Omit<EmbeddingSettings, 'server'> {
  /** EMBEDDING_BASE_URL, EMBEDDING_MODEL, EMBEDDING_API_KEY. */
  server: { baseUrl?: string; model?: string; apiKey?: Secret<string> }
  /** Milliseconds for an open connection, and for a whole call. */
  timeouts: { connect: number; call: number }
}

export interface EmbeddingsConfig {
  settings: EmbeddingSettings
  timeouts: EmbeddingsConfigInput['timeouts']
}

/** What makes vectors. Throws a sentence that names the variable at fault; that half a group is set, start/env.ts refuses. */
export function defineEmbeddings({
  server: { baseUrl, model, apiKey },
  timeouts,
  ...rest
}: EmbeddingsConfigInput): EmbeddingsConfig {
  const key = readOperatorKey('EMBEDDING_API_KEY', apiKey) ?? null
  const facts = { provider: 'server', keyId: null, billedTo: 'operator' } as const
  const server = baseUrl && model ? { connection: { ...facts, baseUrl, apiKey: key }, model } : null
  return { settings: { ...rest, server }, timeouts }
}
