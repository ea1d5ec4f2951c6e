import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What the user may choose from, and what is chosen at first. */
export interface AvailableModels {
  models: BootstrapModel[]
  defaultModel: string
}

/** A model of which nothing is known but its name. */
export const unknownModel = {
  isDemo: false,
  provider: 'server',
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
} as const satisfies Omit<BootstrapModel, 'id' | 'name'>

/** The demonstration, on offer only while no model is connected. */
export const demoModel: BootstrapModel = {
  ...unknownModel,
  id: 'demo',
  name: 'Demonstration',
  isDemo: true,
}

/** The one model an operator connected, or the demonstration when there is none. */
export function availableModels(connectedModel: string | undefined): AvailableModels {
  const model = connectedModel
    ? { ...unknownModel, id: connectedModel, name: displayName(connectedModel) }
    : demoModel
  return { models: [model], defaultModel: model.id }
}

/** `openai/gpt-5-mini` reads as `gpt-5-mini`; other names are shown as they are. */
function displayName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1) || id
}
