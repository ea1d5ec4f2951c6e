import type { AnswerSettings } from '#shared/events/fields'

export interface ModelImage {
  name: string
  /** image/png, image/jpeg, image/webp or image/gif. */
  mediaType: string
  /** The bytes, read when they are sent; null when they are gone. */
  read: () => Promise<Uint8Array | null>
}

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
  /** Of a user's message, in front of its text. */
  images?: readonly ModelImage[]
}

export interface ModelRequest {
  /** The provider's own name of the model, for example `openai/gpt-5-mini`. */
  model: string
  /** The conversation, oldest first. */
  messages: ModelMessage[]
  settings: AnswerSettings
}

/** Token counts, integers from zero. `cachedTokens` is part of input, `reasoningTokens` part of output. */
export interface ModelUsage {
  inputTokens: number
  outputTokens: number
  cachedTokens: number
  reasoningTokens: number
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other'

/** A tool the model called, told once it is over. */
export interface ToolCallPart {
  type: 'tool-call'
  name: string
  /** What the tool was given and what it gave back, as JSON, cut to `limits.toolTextBytes`. No result: nobody ran it. */
  arguments?: string
  result?: string
  /** Milliseconds since 1970. */
  startedAt: number
  endedAt: number
}

/** One piece of a model's answer, in the order it arrives. */
export type ModelPart =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  /** A citation; `url` is http or https. */
  | { type: 'source'; url: string; title?: string }
  /** A file the model made: where it lies, http or https, or its bytes. Neither: it was too large to be carried. */
  | { type: 'file'; mediaType: string; url?: string; data?: Uint8Array }
  | ToolCallPart
  /** Who answers: the provider's id of this answer and the model it really used. Comes at most once. */
  | { type: 'response'; upstreamId?: string; model?: string }
  /** Always the last part, and only of an answer that is whole. */
  | {
      type: 'finish'
      finishReason: FinishReason
      /** Null when the provider reported none. */
      usage: ModelUsage | null
      /** Nano-dollars (1e-9 USD), an integer, as the provider reported it; null when it did not. */
      costNano: number | null
    }

/**
 * Whether a part is something of an answer: from the first of them on no further call may be made, since it would be paid twice.
 */
export function isToken(part: ModelPart): boolean {
  if (part.type === 'response' || part.type === 'finish') return false
  return part.type !== 'text' || part.text !== ''
}

/** Times in milliseconds. */
export interface ModelTimeouts {
  /** From the call to an open connection (name lookup and TLS included). */
  connectTimeoutMs: number
  /** From the call to the first text or reasoning; keep-alive comments do not extend it. */
  firstTokenTimeoutMs: number
  /** Longest silence after the first token; keep-alive comments do not count as a sign of life. */
  stallTimeoutMs: number
}

/**
 * Contract of whatever answers questions: asks a model once and streams what it says.
 * A driver never retries; whether to try again is for the caller, who knows what was already shown.
 */
export abstract class ModelDriver {
  /**
   * The parts of one answer. Nothing is sent before the first part is asked for, and leaving the loop early
   * closes the connection. Parts that arrived before a failure are delivered before it is thrown.
   *
   * @throws ModelError when the provider fails, times out, or ends without a finish reason
   * @throws the reason of `signal` once it is aborted
   */
  abstract stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>
}
