import { isFree, listPriceOf } from '#ai/pricing'
import type { AnswerSnapshot } from '#chat/generation/answer_snapshot'
import type { TokenCounts } from '#metering/usage'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { ModelPricing } from '#shared/protocol/bootstrap'

export interface Charge {
  /** As reported, else estimated. */
  usage: TokenCounts
  /** Null when neither the provider nor a price list says. */
  costNano: number | null
  isEstimate: boolean
}

/** What one call cost: as the provider reports it, else by list price from reported tokens, else from estimated ones. */
export function chargeOf(
  { usage, costNano, parts }: Pick<AnswerSnapshot, 'usage' | 'costNano' | 'parts'>,
  inputTokens: number,
  pricing: ModelPricing | null
): Charge {
  const counted = usage ? readable(usage) : estimated(parts, inputTokens)
  const reported = countOrNull(costNano)
  if (reported !== null) return { usage: counted, costNano: reported, isEstimate: false }
  if (pricing === null) return { usage: counted, costNano: null, isEstimate: true }
  const isEstimate = !isFree(pricing)
  return { usage: counted, costNano: listPriceOf(pricing, counted), isEstimate }
}

function estimated(parts: AnswerSnapshot['parts'], inputTokens: number): TokenCounts {
  const tokensOf = (type: 'text' | 'reasoning') =>
    parts.reduce((sum, part) => sum + (part.type === type ? estimateTokens(part.text) : 0), 0)
  const reasoningTokens = tokensOf('reasoning')
  const outputTokens = tokensOf('text') + reasoningTokens
  return { inputTokens, outputTokens, cachedTokens: 0, reasoningTokens }
}

/** Figures of providers, brought into the bounds of the ledger and of events. */
export function readable(usage: TokenCounts): TokenCounts {
  return {
    inputTokens: countOrNull(usage.inputTokens) ?? 0,
    outputTokens: countOrNull(usage.outputTokens) ?? 0,
    cachedTokens: countOrNull(usage.cachedTokens) ?? 0,
    reasoningTokens: countOrNull(usage.reasoningTokens) ?? 0,
  }
}

export function countOrNull(value: number | null): number | null {
  if (value === null) return null
  const count = Math.max(0, Math.round(value))
  return Number.isSafeInteger(count) ? count : null
}
