import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What a catalogue knows of a model and generation needs: its window, its limits, its prices. */
export type ModelFacts = Pick<
  BootstrapModel,
  'contextLength' | 'maxOutputTokens' | 'canSeeImages' | 'pricing'
>

/** Looks a model up by the id that events carry; null for one that nobody described. Synchronous: it is asked inside transactions. */
export type ModelFactsSource = (modelId: string) => ModelFacts | null

/** A model of which nothing is known. */
export const unknownFacts: ModelFacts = {
  contextLength: null,
  maxOutputTokens: null,
  canSeeImages: false,
  pricing: null,
}
