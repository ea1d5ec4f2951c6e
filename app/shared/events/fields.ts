import { Schema } from 'effect'
import { fitsBytes, limits } from '../limits.js'

/** Lower-case UUID made where the thing is made. */
export const Id = Schema.String.pipe(
  Schema.pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
)

/** Milliseconds since 1970, as an integer; the clock of whoever made the event. */
export const Timestamp = Schema.Int.pipe(Schema.between(0, 8_640_000_000_000_000))

/** Text of at most `bytes` UTF-8 bytes. Lone surrogates are refused: they do not survive a round trip through UTF-8. */
export const Text = (bytes: number) =>
  Schema.String.pipe(
    Schema.filter((text) => fitsBytes(text, bytes) || `longer than ${bytes} bytes`),
    Schema.filter((text) => text.isWellFormed() || 'contains half of a character')
  )

/** Names of models, finish reasons and the like. */
export const Name = Text(200)

export const Title = Schema.String.pipe(
  Schema.minLength(1),
  Schema.maxLength(limits.titleCharacters),
  Schema.filter((text) => text.isWellFormed() || 'contains half of a character')
)

/** A count that fits a JavaScript number exactly. */
export const Count = Schema.NonNegativeInt

/** What a client may ask of a model. Anything else in a request is refused: no provider options, plugins or free body. */
export const AnswerSettings = Schema.Struct({
  temperature: Schema.optional(Schema.Number.pipe(Schema.between(0, 2))),
  reasoningEffort: Schema.optional(Schema.Literal('none', 'low', 'medium', 'high')),
  maxOutputTokens: Schema.optional(Schema.Int.pipe(Schema.between(1, 1_000_000))),
})
export type AnswerSettings = typeof AnswerSettings.Type

/** Settings of a chat: its system prompt and what its requests start from. */
export const ChatSettings = Schema.Struct({
  systemPrompt: Schema.optional(Text(limits.systemPromptBytes)),
  ...AnswerSettings.fields,
})
export type ChatSettings = typeof ChatSettings.Type
