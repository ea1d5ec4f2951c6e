import type { UsageSums } from '#shared/protocol/usage'

/** Columns of `UsageSums` over rows of `usage_events` under the alias `u`. Integers throughout. */
export const SUMS = `
  count(*) AS calls,
  coalesce(sum(u.input_tokens), 0) AS inputTokens,
  coalesce(sum(u.output_tokens), 0) AS outputTokens,
  coalesce(sum(u.cached_tokens), 0) AS cachedTokens,
  coalesce(sum(u.reasoning_tokens), 0) AS reasoningTokens,
  coalesce(sum(u.cost_nano), 0) AS costNano,
  coalesce(sum(u.is_estimate AND u.cost_nano IS NOT NULL), 0) AS estimatedCalls,
  coalesce(sum(CASE WHEN u.is_estimate THEN u.cost_nano END), 0) AS estimatedNano,
  coalesce(sum(u.cost_nano IS NULL), 0) AS unknownCalls`

export const noUsage: UsageSums = {
  ...{ calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 },
  ...{ costNano: 0, estimatedCalls: 0, estimatedNano: 0, unknownCalls: 0 },
}

const names = Object.keys(noUsage) as (keyof UsageSums)[]

export function sumOf(rows: readonly UsageSums[]): UsageSums {
  const total = { ...noUsage }
  for (const row of rows) for (const name of names) total[name] += row[name]
  return total
}
