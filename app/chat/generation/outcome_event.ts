import { randomUUID } from 'node:crypto'
import { countOrNull, readable } from '#chat/costs/charge'
import { textOf } from '#chat/generation/answer_text'
import type { AnswerSnapshot } from '#chat/generation/answer_snapshot'
import type { Ending } from '#chat/generation/ending'
import type { GenerationRow } from '#chat/generation/generation_row'
import type { GenerationCost } from '#metering/usage'
import type { ServerEvent } from '#shared/events/catalog'
import type { StoredPart } from '#shared/events/server_events'
import { fitsBytes } from '#shared/limits'
import { parseModelId } from '#shared/model_id'
import type { AnswerDelta } from '#shared/protocol/answer_stream'

const MAX_NAME_BYTES = 200

/**
 * The event that tells how an answer ended; null when nobody is to be told. Everything that came from a provider is brought
 * into the schema's bounds here: an outcome that cannot be written would leave the answer pending for ever.
 */
export function outcomeEvent(
  row: GenerationRow,
  snapshot: AnswerSnapshot,
  ending: Ending,
  cost: GenerationCost,
  endedAt: number
): ServerEvent | null {
  if (ending.type === 'cancelled') return null
  const parts = storedParts(snapshot.parts)
  const outcome = {
    eventId: randomUUID(),
    answerId: row.answer_id,
    chatId: row.chat_id,
    content: textOf(snapshot.parts).toWellFormed(),
    ...(parts ? { parts } : {}),
    ...askedAndAnswered(row, modelOf(row, snapshot)),
    usage: snapshot.usage && readable(snapshot.usage),
    costNano: cost.costNano,
    ...(cost.isEstimate ? { costIsEstimate: true } : {}),
    firstTokenMs: countOrNull(snapshot.firstTokenMs),
    latencyMs: countOrNull(snapshot.latencyMs),
    ...(snapshot.connection ? { provider: snapshot.connection.provider } : {}),
    ...(snapshot.context?.leftOut ? { leftOut: snapshot.context.leftOut } : {}),
    ...sourcesIn(snapshot),
    endedAt,
  }
  switch (ending.type) {
    case 'completed':
      return {
        name: 'v1.AnswerCompleted',
        args: { ...outcome, finishReason: ending.finishReason },
      }
    case 'stopped':
      return { name: 'v1.AnswerStopped', args: outcome }
    case 'failed': {
      const { type: _, lastAttemptCode: _last, ...failure } = ending
      return { name: 'v1.AnswerFailed', args: { ...outcome, ...failure } }
    }
    default: {
      const exhaustive: never = ending
      return exhaustive
    }
  }
}

/** A provider that does not name its model is taken at the request's word, once it has answered anything. */
function modelOf(row: GenerationRow, { model, parts }: AnswerSnapshot): string | null {
  if (model && model.isWellFormed() && fitsBytes(model, MAX_NAME_BYTES)) return model
  return parts.length > 0 ? row.requested_model : null
}

/** The model that was asked is named only where another one answered. */
function askedAndAnswered({ requested_model: asked }: GenerationRow, model: string | null) {
  return model === null || isSameModel(asked, model) ? { model } : { model, askedModel: asked }
}

/** Providers answer in the name of the dated version of what they were asked for, `gpt-5-mini-2025-08-07`. */
function isSameModel(asked: string, answered: string): boolean {
  const [wanted, used] = [parseModelId(asked).name, parseModelId(answered).name]
  return (
    used === wanted || /^[-@:]\d{4}/.test(used.startsWith(wanted) ? used.slice(wanted.length) : '')
  )
}

function sourcesIn({ sources }: AnswerSnapshot) {
  if (!sources) return {}
  const { documents, passages } = sources
  return { documents, ...(passages.length > 0 ? { passages } : {}) }
}

function storedParts(parts: readonly AnswerDelta[]): StoredPart[] | undefined {
  if (parts.every(({ type }) => type === 'text')) return undefined
  return parts.map((part): StoredPart => {
    if (part.type === 'text') return { type: 'text', length: part.text.length }
    if (part.type === 'reasoning') return { type: 'reasoning', text: part.text.toWellFormed() }
    return part
  })
}
