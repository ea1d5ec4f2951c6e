import { createContext } from 'react'
import { limits } from '#shared/limits'
import { isBlind } from '#shared/policies/image_sight'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

interface Offer {
  models: readonly BootstrapModel[]
  defaultModel: string
}

/** The models that this person may choose from. */
export const ReadingModels = createContext<Offer>({ models: [], defaultModel: '' })

/** What a picture of a page and its text come to, as models count. */
const TOKENS_OF_A_PAGE = { input: 1_800, output: 900 }

/**
 * Who reads pictures of pages: the usual model if it sees images, else the cheapest that does, else the usual one if nobody said
 * that it is blind; null when there is none.
 */
export function readingModelOf({ models, defaultModel }: Offer): BootstrapModel | null {
  const seeing = models.filter((model) => model.canSeeImages && !model.isDemo)
  const usual = seeing.find(({ id }) => id === defaultModel)
  const priced = seeing.toSorted((a, b) => (costOfAPage(a) ?? 1e15) - (costOfAPage(b) ?? 1e15))
  const unknown = models.find(({ id, isDemo }) => id === defaultModel && !isDemo)
  return usual ?? priced[0] ?? (unknown && !isBlind(unknown.id, unknown) ? unknown : null)
}

/** Nano-dollars; null where the price is not known. */
function costOfAPage({ pricing }: BootstrapModel): number | null {
  if (!pricing) return null
  const { input, output } = TOKENS_OF_A_PAGE
  return (pricing.input * input + pricing.output * output) / 1e6 + pricing.perRequest
}

/** One sentence before anything is spent. */
export function readingCostWords(model: BootstrapModel, pages: number | null): string {
  const cost = costOfAPage(model)
  if (cost === null) return 'What it costs is not known: the model has no price here.'
  if (cost === 0) return 'It costs nothing.'
  const dollars = (cost * (pages ?? 1)) / 1e9
  const figure = dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`
  return pages === null ? `It costs ${figure} a page.` : `It costs ${figure} altogether.`
}

export const isTooLongToRead = (pages: number | null) =>
  pages !== null && pages > limits.scannedPages
