import { Secret } from '@adonisjs/core/helpers'

import { noDescription } from '#ai/catalogue/model_description'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What the user may choose from, and what is chosen at first. */
export interface AvailableModels {
  models: BootstrapModel[]
  defaultModel: string
}

/** A model of the operator's server of which nothing is known but its name. */
export const unknownModel = {
  ...noDescription,
  isDemo: false,
  provider: 'server',
} as const satisfies Omit<BootstrapModel, 'id' | 'name'>

/** The demonstration, on offer only while no model is connected. */
export const demoModel: BootstrapModel = {
  ...unknownModel,
  id: 'demo',
  name: 'Demonstration',
  isDemo: true,
}

/** The models an operator connected (MODEL_NAME, with commas), or the demonstration when there is none. */
export function availableModels(connectedModels: string | undefined): AvailableModels {
  const connected = modelNamesOf(connectedModels).map((model) => ({ ...unknownModel, ...model }))
  const models = connected.length > 0 ? connected : [demoModel]
  return { models, defaultModel: models[0]!.id }
}

/** Reads a list of model names with commas between them. */
export function modelNamesOf(list: string | undefined): { id: string; name: string }[] {
  const ids = (list ?? '').split(',').map((name) => name.trim())
  return [...new Set(ids)].filter(Boolean).map((id) => ({ id, name: displayName(id) }))
}

/** `openai/gpt-5-mini` reads as `gpt-5-mini`; other names are shown as they are. */
function displayName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1) || id
}

/**
 * A key of the configuration; undefined when it is left out.
 *
 * @throws Error that names the setting: a key that cannot be a header would fail every request, with the key in the error
 */
export function readOperatorKey(
  setting: string,
  secret: Secret<string> | undefined
): Secret<string> | undefined {
  const key = secret?.release().trim()
  if (!key) return undefined
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new Error(`${setting} contains characters that no key has.`)
  }
  return new Secret(key)
}
