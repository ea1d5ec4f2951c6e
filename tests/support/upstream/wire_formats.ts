import { anthropicWire } from '#tests/support/upstream/anthropic_wire'
import { googleWire } from '#tests/support/upstream/google_wire'
import { openRouterWire } from '#tests/support/upstream/wire_format'
import type { ScriptedError, ScriptedUsage } from '#tests/support/upstream/steps'

export interface AnswerIdentity {
  id: string
  model: string
}

export interface ChatMessage {
  role: string
  content: string
}

/** What a request asks, whatever its provider's words for it. */
export interface ReadRequest {
  model: string
  isStream: boolean
  messages: ChatMessage[]
}

/** How one family of providers speaks. Finish reasons are given in OpenAI's words. */
export interface WireFormat {
  /** Null when the body is no request. */
  read: (path: string, body: Record<string, unknown>) => ReadRequest | null
  headers: (answer: AnswerIdentity) => Record<string, string>
  comment: (text: string) => string
  /** What comes with the head of the stream. */
  opening: () => string
  /** What comes before the first piece of the answer. */
  role: (answer: AnswerIdentity, usage: ScriptedUsage) => string
  content: (answer: AnswerIdentity, content: string) => string
  reasoning: (answer: AnswerIdentity, text: string) => string
  source: (answer: AnswerIdentity, url: string, title?: string) => string
  image: (answer: AnswerIdentity, url: string) => string
  toolCall: (answer: AnswerIdentity, name: string, input: object) => string
  error: (answer: AnswerIdentity, code: number | string, error: ScriptedError) => string
  finish: (
    answer: AnswerIdentity,
    reason: string,
    usage: ScriptedUsage | null,
    sentTokens: number
  ) => string
  done: () => string
  /** The body of an HTTP error. */
  errorBody: (status: number, error: ScriptedError) => unknown
}

/** The format spoken at a path; null where there is nothing. */
export function formatAt(path: string): WireFormat | null {
  if (/^\/(api\/)?v1\/chat\/completions$/.test(path)) return openRouterWire
  if (path === '/v1/messages') return anthropicWire
  return /^\/v1beta\/models\/[^/]+:streamGenerateContent$/.test(path) ? googleWire : null
}
