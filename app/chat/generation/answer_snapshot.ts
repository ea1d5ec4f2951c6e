import type { ModelUsage } from '#ai/model_driver'
import type { AnswerDelta } from '#shared/protocol/answer_stream'

/** What is known of an answer at some moment: the content of a checkpoint and of an outcome. */
export interface AnswerSnapshot {
  parts: readonly AnswerDelta[]
  /** The model that answers, as it names itself; null before it has said anything. */
  model: string | null
  upstreamId: string | null
  usage: ModelUsage | null
  costNano: number | null
  /** Milliseconds from the last request sent. */
  firstTokenMs: number | null
  latencyMs: number | null
}

export const emptySnapshot: AnswerSnapshot = {
  parts: [],
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
