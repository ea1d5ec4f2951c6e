import { parseModelId } from '../model_id.js'
import type { BootstrapModel } from '../protocol/bootstrap.js'

/**
 * Whether a model is known to be blind. One that nobody described (its window is unknown) gets images and may refuse them: that
 * is better than keeping them from a model that sees. Servers of people and of this machine tell windows, never eyes.
 */
export function isBlind(
  modelId: string,
  model: Pick<BootstrapModel, 'canSeeImages' | 'contextLength'>
): boolean {
  const { provider } = parseModelId(modelId)
  const isDescribed = model.contextLength !== null && provider !== 'custom' && provider !== 'local'
  return isDescribed && !model.canSeeImages
}
