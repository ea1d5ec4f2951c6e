import { providerTitles } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { isFree } from './model_cost.js'

export const modelFilters = ['images', 'tools', 'reasons', 'local', 'cheap'] as const
export type ModelFilter = (typeof modelFilters)[number]

const DOLLAR = 1e9

const passes: Record<ModelFilter, (model: BootstrapModel) => boolean> = {
  images: (model) => model.canSeeImages,
  tools: (model) => model.canUseTools,
  reasons: (model) => model.canReason,
  local: (model) => model.provider === 'local',
  /** Both prices: a cheap question is worth nothing with a dear answer. */
  cheap: ({ pricing }) =>
    pricing !== null && (isFree(pricing) || (pricing.input < DOLLAR && pricing.output < DOLLAR)),
}

export interface ModelGroup {
  name: string
  models: BootstrapModel[]
}

/**
 * Favourites first, then the others as the server orders them, by provider where there are several. A search puts what begins
 * with it first. Groups without models are left out.
 */
export function groupModels(
  models: readonly BootstrapModel[],
  favourites: ReadonlySet<string>,
  search: string,
  filters: ReadonlySet<ModelFilter>
): ModelGroup[] {
  const wanted = [...filters].map((filter) => passes[filter])
  const found = models.filter((model) => wanted.every((passes) => passes(model)))
  const ranked = rankBy(found, search)
  const isFavourite = (model: BootstrapModel) => favourites.has(model.id)
  const others = ranked.filter((model) => !isFavourite(model))
  const byProvider = Map.groupBy(others, (model) => model.provider)
  const groups = [{ name: 'Favourites', models: ranked.filter(isFavourite) }]
  if (byProvider.size < 2) groups.push({ name: 'All models', models: others })
  else {
    for (const [provider, ofProvider] of byProvider) {
      groups.push({ name: providerTitles[provider], models: ofProvider })
    }
  }
  return groups.filter((group) => group.models.length > 0)
}

function rankBy(models: readonly BootstrapModel[], search: string): readonly BootstrapModel[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const first = words[0]
  if (first === undefined) return models
  const ranks = [0, 1, 2].map((): BootstrapModel[] => [])
  for (const model of models) {
    const name = model.name.toLocaleLowerCase()
    const all = `${name} ${model.author ?? ''} ${model.id}`.toLocaleLowerCase()
    if (!words.every((word) => all.includes(word))) continue
    const rank = name.startsWith(first) ? 0 : name.includes(` ${first}`) ? 1 : 2
    ranks[rank]?.push(model)
  }
  return ranks.flat()
}

/** A line of the list as it is drawn: headings have a height of their own and are no choices. */
export type PickerLine =
  { type: 'heading'; name: string } | { type: 'model'; model: BootstrapModel; position: number }

export function linesOf(groups: readonly ModelGroup[]): PickerLine[] {
  let position = 0
  return groups.flatMap(({ name, models }): PickerLine[] => [
    { type: 'heading', name },
    ...models.map((model) => ({ type: 'model' as const, model, position: position++ })),
  ])
}

const NEW_FOR = 30 * 24 * 60 * 60 * 1000

export function markOf(
  { releasedAt, expiresAt }: BootstrapModel,
  now = Date.now()
): { type: 'leaving'; at: number } | { type: 'new' } | null {
  if (expiresAt !== null) return { type: 'leaving', at: expiresAt }
  return releasedAt !== null && releasedAt <= now && now - releasedAt < NEW_FOR
    ? { type: 'new' }
    : null
}
