import type { Attempt } from '#ai/model_gateway'
import type { AnswerSources } from '#chat/documents/answer_sources'
import type { ModelUsage } from '#ai/model_driver'
import type { AnswerDelta } from '#shared/protocol/answer_stream'

/** What is known of an answer at some moment: the content of a checkpoint and of an outcome. */
export interface AnswerSnapshot {
  parts: readonly AnswerDelta[]
  /** What the model was given; null before anything was sent. */
  context: AnswerContext | null
  /** The documents in reach and the passages cited so far; null when there were none. */
  sources: AnswerSources | null
  /** Id of the model that answers, by the name it gives itself; null before it has said anything. */
  model: string | null
  /** Who was asked last, over which key and at whose cost; null before anybody was. */
  connection: AnswerConnection | null
  upstreamId: string | null
  usage: ModelUsage | null
  costNano: number | null
  /** Milliseconds from the last request sent. */
  firstTokenMs: number | null
  latencyMs: number | null
}

export type AnswerConnection = Attempt['connection']

/** Oldest messages left out, and estimates of the tokens sent and kept free for the answer. */
export interface AnswerContext {
  leftOut: number
  inputTokens: number
  outputTokens: number
}

export const emptySnapshot: AnswerSnapshot = {
  parts: [],
  context: null,
  sources: null,
  model: null,
  connection: null,
  upstreamId: null,
  usage: null,
  costNano: null,
  firstTokenMs: null,
  latencyMs: null,
}

/** Reads a checkpoint; one that cannot be read counts as empty. The connection is known from the attempt, which was stored first. */
export function readCheckpoint(
  checkpoint: string | null,
  connection: AnswerSnapshot['connection'] = null
): AnswerSnapshot {
  const snapshot = { ...emptySnapshot, connection }
  if (checkpoint === null) return snapshot
  try {
    return { ...snapshot, ...(JSON.parse(checkpoint) as Partial<AnswerSnapshot>) }
  } catch {
    return snapshot
  }
}
