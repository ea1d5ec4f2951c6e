import type { CitedPassage, ReachedDocument } from '../documents.js'
import type { AnswerSettings } from '../events/fields.js'
import type { StoredPart, Usage } from '../events/server_events.js'

/** What `messages.metadata` holds for an answer, as JSON. */
export interface MessageMetadata {
  /** Asked for; present from the request on. */
  settings?: AnswerSettings
  parts?: readonly StoredPart[]
  usage?: Usage | null
  firstTokenMs?: number | null
  latencyMs?: number | null
  finishReason?: string
  isRetryable?: boolean
  /** The failure was the operator's daily limit: when it starts afresh, in milliseconds since 1970. */
  operatorLimitResetsAt?: number
  /** When the provider that failed is asked again, in milliseconds since 1970. */
  retryAt?: number
  provider?: string
  leftOut?: number
  /** The passages that the text cites; only their numbers are citations. */
  passages?: readonly CitedPassage[]
  /** The documents in reach when it was written; absent when there were none. */
  documents?: readonly ReachedDocument[]
  /** The model that was asked, when another one answered. */
  askedModel?: string
}

/** Reads the column; anything unreadable counts as empty, since rows outlive the code that wrote them. */
export function readMetadata(column: string | null): MessageMetadata {
  if (column === null) return {}
  try {
    const value: unknown = JSON.parse(column)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
