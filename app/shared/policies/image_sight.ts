import type { BootstrapModel } from '../protocol/bootstrap.js'

/**
 * Whether a model is known to be blind. One that nobody described (its window is unknown) gets images and may refuse them: that
 * is better than keeping them from a model that sees.
 */
export function isBlind(model: Pick<BootstrapModel, 'canSeeImages' | 'contextLength'>): boolean {
  return !model.canSeeImages && model.contextLength !== null
}
