import type { ModelDescription } from '#ai/catalogue/model_description'

/** Makers whose newest models people look for first. */
const KNOWN_MAKERS =
  /^~?(anthropic|openai|google|x-ai|deepseek|mistralai|meta-llama|qwen|moonshotai|z-ai)\//
/** What a chat wants least: experiments, one-task models, and free variants with their daily limits. */
const LAST = /:(free|extended|beta)$|preview|guard|base$|-exp\b/
const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/**
 * Best first, as far as a catalogue can tell: the newest model is the yardstick of what is recent, known makers and models that
 * can use tools stand before others, and within that the newest first.
 */
export function rankModels(models: readonly ModelDescription[]): ModelDescription[] {
  const newest = Math.max(0, ...models.map(({ releasedAt }) => releasedAt ?? 0))
  const tierOf = ({ modelName, releasedAt, canUseTools }: ModelDescription): number => {
    const isRecent = (releasedAt ?? 0) > newest - YEAR_MS
    const penalties = [!KNOWN_MAKERS.test(modelName), !isRecent, !canUseTools, LAST.test(modelName)]
    return penalties.filter(Boolean).length
  }
  return models
    .map((model) => ({ model, tier: tierOf(model) }))
    .sort((a, b) => a.tier - b.tier || (b.model.releasedAt ?? 0) - (a.model.releasedAt ?? 0))
    .map(({ model }) => model)
}
