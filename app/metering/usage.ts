/** Who pays for a call: the person with a key of their own, or the operator. */
export type Payer = 'own_key' | 'operator'

/** `temporary`: an answer of a chat that is kept nowhere; `embedding`: vectors of passages or of a question; `rerank`: passages put in order; `reading`: a page of a scan. */
export type CallKind = 'answer' | 'title' | 'temporary' | 'embedding' | 'rerank' | 'reading'
export type CallEnding = 'completed' | 'stopped' | 'failed' | 'cancelled'

/** Which call: the first of a generation is attempt 1. Nothing is ever counted twice under one identity. */
export interface CallId {
  generationId: string
  attempt: number
}

/** A call that is about to be sent. */
export interface CallStart extends CallId {
  userId: string
  kind: CallKind
  chatId: string | null
  provider: string
  /** As events carry it: what was asked for. */
  modelId: string
  /** The provider's own name of the model. */
  model: string
  keyId: string | null
  billedTo: Payer
  /** Estimate of what is sent. */
  inputTokens: number
  /** Nano-dollars it is expected to cost at most by list price; 0 only for what costs nothing. */
  reservedNano: number
  sentAt: number
}

/** A call under way, as it was written down before it was sent. */
export interface OpenCall extends CallStart {
  upstreamId: string | null
}

export interface TokenCounts {
  inputTokens: number
  outputTokens: number
  cachedTokens: number
  reasoningTokens: number
}

/** How a call ended and what it cost. */
export interface CallEnd {
  ending: CallEnding
  /** The model that really answered; null when it did not say. */
  model: string | null
  upstreamId: string | null
  usage: TokenCounts | null
  /** Nano-dollars; null when nobody knows. */
  costNano: number | null
  isEstimate: boolean
  firstTokenMs: number | null
  latencyMs: number | null
  endedAt: number
}

/** What all calls of one generation cost together. */
export interface GenerationCost {
  /** Null when nothing is known of any of them. */
  costNano: number | null
  isEstimate: boolean
}
