import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What a provider says about one of its models, without who asks it by which key. */
export interface ModelDescription extends Omit<BootstrapModel, 'id' | 'provider' | 'isDemo'> {
  /** The provider's own name of it: what requests carry. */
  modelName: string
}

/** A model of which nothing is known but its name. */
export const noDescription = {
  author: null,
  description: null,
  contextLength: null,
  maxOutputTokens: null,
  canSeeImages: false,
  canUseTools: false,
  canReason: false,
  pricing: null,
  releasedAt: null,
  expiresAt: null,
} as const satisfies Omit<ModelDescription, 'modelName' | 'name'>
