import type { ModelUsage } from '#ai/model_driver'
import type { ModelPricing } from '#shared/protocol/bootstrap'

const MILLION = 1_000_000n

/**
 * What a call costs by list price, in nano-dollars. Exact: token counts times prices are summed as big integers and rounded
 * half up once, at the end, so that no order of adding changes the result. Tokens written to a cache are billed as input, since
 * usage does not tell them apart. Null beyond what a number holds exactly.
 */
export function listPriceOf(
  pricing: ModelPricing,
  { inputTokens, outputTokens, cachedTokens }: Omit<ModelUsage, 'reasoningTokens'>
): number | null {
  const input = whole(inputTokens)
  const fromCache = whole(Math.min(cachedTokens, inputTokens))
  const perMillion =
    (input - fromCache) * whole(pricing.input) +
    fromCache * whole(pricing.cachedInput) +
    whole(outputTokens) * whole(pricing.output)
  const nano = Number((perMillion + MILLION / 2n) / MILLION + whole(pricing.perRequest))
  return Number.isSafeInteger(nano) ? nano : null
}

/** Whether the model costs nothing, however much it writes: then a list price is no guess. */
export function isFree(pricing: ModelPricing): boolean {
  return Object.values(pricing).every((price) => price === 0)
}

/** Counts come from providers: anything that is no count is none. */
function whole(count: number): bigint {
  return Number.isSafeInteger(count) && count > 0 ? BigInt(count) : 0n
}
