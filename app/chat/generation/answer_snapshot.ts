import type { Connection } from '#ai/keys/connection'
import type { ModelUsage } from '#ai/model_driver'
import type { AnswerDelta } from '#shared/protocol/answer_stream'

/** What is known of an answer at some moment: the content of a checkpoint and of an outcome. */
export interface AnswerSnapshot {
  parts: readonly AnswerDelta[]
  /** Who was asked, with which key, and who pays; null before anybody was asked. */
  connection: AnswerConnection | null
  /** What the model was given; null before anything was sent. */
  context: AnswerContext | null
  /** The model that answers, as it names itself; null before it has said anything. */
  model: string | null
  upstreamId: string | null
  usage: ModelUsage | null
  costNano: number | null
  /** Milliseconds from the last request sent. */
  firstTokenMs: number | null
  latencyMs: number | null
}

export type AnswerConnection = Pick<Connection, 'provider' | 'keyId' | 'billedTo'>

/** Oldest messages left out, and estimates of the tokens sent and kept free for the answer. */
export interface AnswerContext {
  leftOut: number
  inputTokens: number
  outputTokens: number
}

export const emptySnapshot: AnswerSnapshot = {
  parts: [],
  connection: null,
  context: null,
  model: null,
  upstreamId: null,
  usage: null,
  costNano: null,
  firstTokenMs: null,
  latencyMs: null,
}

/** Reads a checkpoint; one that cannot be read counts as empty. */
export function readCheckpoint(checkpoint: string | null): AnswerSnapshot {
  if (checkpoint === null) return emptySnapshot
  try {
    return { ...emptySnapshot, ...(JSON.parse(checkpoint) as Partial<AnswerSnapshot>) }
  } catch {
    return emptySnapshot
  }
}
