import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What the user may choose from, and what is chosen at first. */
export interface AvailableModels {
  models: BootstrapModel[]
  defaultModel: string
}

/** The demonstration, on offer only while no model is connected. */
export const demoModel: BootstrapModel = { id: 'demo', name: 'Demonstration', isDemo: true }

/** The one model an operator connected, or the demonstration when there is none. */
export function availableModels(connectedModel: string | undefined): AvailableModels {
  const model = connectedModel
    ? { id: connectedModel, name: displayName(connectedModel), isDemo: false }
    : demoModel
  return { models: [model], defaultModel: model.id }
}

/** `openai/gpt-5-mini` reads as `gpt-5-mini`; other names are shown as they are. */
function displayName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1) || id
}
