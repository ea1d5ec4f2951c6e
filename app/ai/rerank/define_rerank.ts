import type { Secret } from '@adonisjs/core/helpers'

import type { CircuitConfig } from '#ai/circuit_breaker'
import { readOperatorKey } from '#ai/available_models'
import type { Connection } from '#ai/keys/connection'

export interface RerankConfigInput {
  /** RERANK_BASE_URL, RERANK_MODEL, RERANK_API_KEY. */
  server: { baseUrl?: string; model?: string; apiKey?: Secret<string> }
  /** Milliseconds for an open connection, and for a whole call. */
  timeouts: { connect: number; call: number }
  /** When questions go on without it, and for how long. */
  circuit: CircuitConfig
}

export interface RerankConfig {
  /** Null: passages keep the order that words and vectors gave them. */
  server: { connection: Connection; model: string } | null
  timeouts: RerankConfigInput['timeouts']
  circuit: CircuitConfig
}

/** The operator's reranker. Throws a sentence that names the variable at fault; that half a group is set, start/env.ts refuses. */
export function defineRerank({ server, timeouts, circuit }: RerankConfigInput): RerankConfig {
  const { baseUrl, model } = server
  const apiKey = readOperatorKey('RERANK_API_KEY', server.apiKey) ?? null
  const facts = { provider: 'server', keyId: null, billedTo: 'operator' } as const
  return {
    server: baseUrl && model ? { connection: { ...facts, baseUrl, apiKey }, model } : null,
    timeouts,
    circuit,
  }
}
