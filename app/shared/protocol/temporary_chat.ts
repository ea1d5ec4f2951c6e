import { Schema } from 'effect'
import { AnswerSettings, Name, Text } from '../events/fields.js'
import type { Usage } from '../events/server_events.js'
import type { ErrorCode } from '../errors.js'
import type { Failure } from '../failure_sentence.js'
import { limits } from '../limits.js'
import type { AnswerDelta } from './answer_stream.js'

/** `POST /temporary-answers`: everything a model needs to answer once. The server keeps none of it. */
export const TemporaryQuestion = Schema.Struct({
  model: Name,
  settings: AnswerSettings,
  systemPrompt: Schema.optional(Text(limits.systemPromptBytes)),
  /** The whole conversation, oldest first; the question is the last one. */
  messages: Schema.Array(
    Schema.Struct({
      role: Schema.Literal('user', 'assistant'),
      content: Text(limits.answerBytes).pipe(Schema.minLength(1)),
    })
  ).pipe(
    Schema.minItems(1),
    Schema.maxItems(limits.messagesPerEvent),
    Schema.filter(
      (messages) => messages.at(-1)?.role === 'user' || 'the last message is no question'
    )
  ),
})
export type TemporaryQuestion = typeof TemporaryQuestion.Type

/** How a temporary answer ended; always the last line. */
export interface TemporaryEnd {
  type: 'end'
  /** Null when the answer is whole. */
  failure: (Failure & { code: ErrorCode; isRetryable: boolean }) | null
  /** The model that really answered; null when none did. */
  model: string | null
  usage: Usage | null
  /** Nano-dollars as the provider reported them; null when it did not. */
  costNano: number | null
  firstTokenMs: number | null
  latencyMs: number
  /** How many of the oldest messages did not fit into the model's window. */
  leftOut: number
}

/**
 * One line of the answer's body, as JSON. Empty lines are signs of life and mean nothing. The `url` of a file that the model made
 * is a data URL with the image itself, ten megabytes of images per answer at most.
 */
export type TemporaryLine = AnswerDelta | TemporaryEnd
