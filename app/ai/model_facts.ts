import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type BetterSqlite3 from 'better-sqlite3'

/** What a catalogue knows of a model and generation needs: its window, its limits, its prices. */
export type ModelFacts = Pick<
  BootstrapModel,
  'contextLength' | 'maxOutputTokens' | 'canSeeImages' | 'pricing'
>

/** Whose question it is, inside which transaction. */
export interface ModelAsker {
  userId: string
  sqlite: BetterSqlite3.Database
}

/**
 * Looks a model up by the id that events carry; null for one that nobody described. What a person's own connection said of it is
 * known only together with the person. Synchronous: it is asked inside transactions.
 */
export type ModelFactsSource = (modelId: string, asker?: ModelAsker) => ModelFacts | null

/** A model of which nothing is known. */
export const unknownFacts: ModelFacts = {
  contextLength: null,
  maxOutputTokens: null,
  canSeeImages: false,
  pricing: null,
}
