import type { BrowserContext } from 'playwright-core'
import type { Bootstrap, BootstrapModel } from '#shared/protocol/bootstrap'

const DOLLAR = 1_000_000_000

export const pricing = (input: number, output: number) => ({
  input: input * DOLLAR,
  output: output * DOLLAR,
  cachedInput: (input * DOLLAR) / 10,
  cacheWrite: input * DOLLAR,
  perRequest: 0,
})

/** A model as the catalogue knows it; what is not named is a plain one. */
export const catalogueModel = (
  model: Partial<BootstrapModel> & { id: string }
): BootstrapModel => ({
  name: model.id,
  isDemo: false,
  provider: 'openrouter',
  author: null,
  description: null,
  contextLength: 128_000,
  maxOutputTokens: 16_000,
  canSeeImages: false,
  canUseTools: true,
  canReason: false,
  pricing: pricing(1, 4),
  releasedAt: null,
  expiresAt: null,
  ...model,
})

/** Hundreds of models of which no two are alike. */
export function bigCatalogue(count: number): BootstrapModel[] {
  return Array.from({ length: count }, (_, index) =>
    catalogueModel({
      id: `openrouter:maker-${index % 40}/model-${index}`,
      name: `Model ${index}`,
      author: `Maker ${index % 40}`,
      canSeeImages: index % 3 === 0,
      canReason: index % 4 === 0,
      contextLength: 32_000 * (1 + (index % 30)),
      pricing: pricing((index % 20) / 4, index % 20),
    })
  )
}

/** From now on this browser is told of these models beside those the server has. */
export async function offerModels(
  context: BrowserContext,
  models: readonly BootstrapModel[],
  change: (model: BootstrapModel) => BootstrapModel = (model) => model
): Promise<void> {
  await context.route('**/bootstrap', async (route) => {
    // Always the whole answer: "unchanged" would leave the page with the models it had.
    const { 'if-none-match': _, ...headers } = route.request().headers()
    const response = await route.fetch({ headers }).catch(() => null)
    if (response === null) return route.abort()
    if (!response.ok()) return route.fulfill({ response })
    const bootstrap = (await response.json()) as Bootstrap
    await route.fulfill({
      response,
      json: { ...bootstrap, models: [...bootstrap.models.map(change), ...models] },
    })
  })
}
