import { Schema } from 'effect'
import { CitedPassage, ReachedDocument } from '../documents.js'
import { errorCodes } from '../errors.js'
import { limits } from '../limits.js'
import { Count, Id, Name, Text, Timestamp, Title } from './fields.js'

/** One piece of an answer in the order it came. `text` pieces are lengths (UTF-16 units) into `content`, so text is stored once. */
export const StoredPart = Schema.Union(
  Schema.Struct({ type: Schema.Literal('text'), length: Count }),
  Schema.Struct({ type: Schema.Literal('reasoning'), text: Text(limits.answerBytes) }),
  Schema.Struct({
    type: Schema.Literal('source'),
    url: Text(4000),
    title: Schema.optional(Text(1000)),
  }),
  /** A file the model made: `/files/<id>` or on the web. Empty `url`: it could not be kept. */
  Schema.Struct({ type: Schema.Literal('file'), mediaType: Name, url: Text(4000) }),
  /** A tool the model called: what it was given and gave back as JSON, and when. */
  Schema.Struct({
    type: Schema.Literal('tool-call'),
    name: Name,
    arguments: Schema.optional(Text(limits.toolTextBytes)),
    result: Schema.optional(Text(limits.toolTextBytes)),
    startedAt: Timestamp,
    endedAt: Timestamp,
  })
)
export type StoredPart = typeof StoredPart.Type

export const Usage = Schema.Struct({
  inputTokens: Count,
  outputTokens: Count,
  cachedTokens: Count,
  reasoningTokens: Count,
})
export type Usage = typeof Usage.Type

const outcome = {
  eventId: Id,
  answerId: Id,
  chatId: Id,
  content: Text(limits.answerBytes),
  /** Absent when the answer is plain text only. */
  parts: Schema.optional(Schema.Array(StoredPart)),
  /** The model that really answered; null when none did. */
  model: Schema.NullOr(Name),
  usage: Schema.NullOr(Usage),
  /** Nano-dollars (1e-9 USD) as the provider reported them; null when it did not. */
  costNano: Schema.NullOr(Count),
  /** True when `costNano` is a guess from list prices; `v1.AnswerCostSettled` may correct it. */
  costIsEstimate: Schema.optional(Schema.Boolean),
  /** The model that was asked for, when `model` is another one. */
  askedModel: Schema.optional(Name),
  /** Who was asked: see `ProviderName`. */
  provider: Schema.optional(Name),
  /** How many of the oldest messages of the branch did not fit into the model's window. */
  leftOut: Schema.optional(Count),
  /** The passages that `content` cites; every one was in the context. */
  passages: Schema.optional(
    Schema.Array(CitedPassage).pipe(Schema.maxItems(limits.passagesPerAnswer))
  ),
  /** The documents in reach; absent when there were none. */
  documents: Schema.optional(
    Schema.Array(ReachedDocument).pipe(Schema.maxItems(limits.reachedDocuments))
  ),
  /** Request sent to first token, and to the end, in milliseconds. */
  firstTokenMs: Schema.NullOr(Count),
  latencyMs: Schema.NullOr(Count),
  endedAt: Timestamp,
}

/** Events that only the server authors. A client that pushes one is quarantined. */
export const serverEvents = {
  'v1.AnswerCompleted': Schema.Struct({ ...outcome, finishReason: Name }),
  'v1.AnswerStopped': Schema.Struct(outcome),
  'v1.AnswerFailed': Schema.Struct({
    ...outcome,
    code: Schema.Literal(...errorCodes),
    isRetryable: Schema.Boolean,
    /** Only with `BUDGET`: it was the operator's daily limit, and when it starts afresh. */
    operatorLimitResetsAt: Schema.optional(Timestamp),
    /** When the provider is asked again: it said so, or it failed so often that Loft leaves it alone until then. */
    retryAt: Schema.optional(Timestamp),
  }),
  /** What a stopped or broken answer really cost, learnt from the provider afterwards. */
  'v1.AnswerCostSettled': Schema.Struct({
    eventId: Id,
    answerId: Id,
    chatId: Id,
    usage: Schema.NullOr(Usage),
    costNano: Count,
    isEstimate: Schema.Boolean,
    settledAt: Timestamp,
  }),
  /** The request was old when it arrived; nothing is spent until `v1.AnswerConfirmed`. */
  'v1.AnswerHeld': Schema.Struct({ eventId: Id, answerId: Id, chatId: Id, heldAt: Timestamp }),
  /** A title written by a model; the user's own title wins. */
  'v1.ChatTitled': Schema.Struct({
    eventId: Id,
    chatId: Id,
    title: Title,
    model: Name,
    titledAt: Timestamp,
  }),
  /** Compensation: an event of this log was accepted and has no effect; says which and why. */
  'v1.EventRefused': Schema.Struct({
    eventId: Id,
    refusedEventId: Id,
    refusedName: Name,
    reason: Schema.Literal('CHAT_MISSING', 'CHAT_DELETED', 'PARENT_MISSING'),
    refusedAt: Timestamp,
  }),
} as const
