import type { CatalogueCopy } from '#ai/catalogue/catalogue'
import type { ModelDescription } from '#ai/catalogue/model_description'
import type { ProviderName } from '#shared/model_id'

/** Names of one model at OpenRouter (`anthropic/claude-sonnet-4.5`) and at its maker (`claude-sonnet-4-5-20250929`) meet here. */
export function sameModelKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|latest|\d{2}-\d{4})$/, '')
    .replaceAll('.', '-')
}

/**
 * Adds what the catalogue knows of a model to what its provider said of it. The provider's own words win; a price comes from the
 * catalogue, since no provider tells it.
 */
export function enrich(
  provider: ProviderName,
  model: ModelDescription,
  { byName, bySameModel }: CatalogueCopy
): ModelDescription {
  const known =
    provider === 'server'
      ? byName.get(model.modelName)
      : bySameModel.get(sameModelKey(`${provider}/${model.modelName}`))
  if (!known) return model
  return {
    modelName: model.modelName,
    name: model.name === model.modelName ? known.name : model.name,
    author: model.author ?? known.author,
    description: model.description ?? known.description,
    contextLength: model.contextLength ?? known.contextLength,
    maxOutputTokens: model.maxOutputTokens ?? known.maxOutputTokens,
    canSeeImages: known.canSeeImages,
    canUseTools: known.canUseTools,
    canReason: known.canReason,
    pricing: model.pricing ?? known.pricing,
    releasedAt: known.releasedAt ?? model.releasedAt,
    expiresAt: model.expiresAt,
  }
}
