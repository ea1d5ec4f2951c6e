import type { Secret } from '@adonisjs/core/helpers'

import { availableModels, readOperatorKey, type AvailableModels } from '#ai/available_models'
import type { ModelDriver, ModelTimeouts } from '#ai/model_driver'

export interface AiConfigInput {
  /** The OpenAI-compatible server to ask; without `baseUrl` and `name` the demonstration answers. */
  connection: {
    /** MODEL_BASE_URL: up to and without `/chat/completions`. */
    baseUrl?: string
    /** MODEL_API_KEY: not needed by most servers on the own machine. */
    apiKey?: Secret<string>
    /** MODEL_NAME: the server's own names of its models, with commas between them; the first one is chosen at first. */
    name?: string
    /** MODEL_TITLE_NAME: a cheaper model for chat titles; the same model when absent. */
    titleName?: string
  }
  timeouts: ModelTimeouts
  demo: {
    /** Words per second of the demonstration; 0 sends everything at once. */
    wordsPerSecond: number
  }
}

export interface AiConfig extends AvailableModels {
  /** The model that writes chat titles. */
  titleModel: string
  /** Makes the driver; its SDK is loaded here and not before. */
  createDriver: () => Promise<ModelDriver>
}

/** Picks the driver. Throws a sentence that names the variable at fault; that half a group is set, start/env.ts refuses. */
export function defineConfig({ connection, timeouts, demo }: AiConfigInput): AiConfig {
  const { baseUrl, name, titleName } = connection
  if (!baseUrl !== !name) throw new Error('MODEL_BASE_URL and MODEL_NAME must be set together.')
  const apiKey = readOperatorKey('MODEL_API_KEY', connection.apiKey)
  const available = availableModels(name)
  return {
    ...available,
    titleModel: titleName ?? available.defaultModel,
    async createDriver() {
      if (!baseUrl) {
        const { DemoDriver } = await import('#ai/drivers/demo_driver')
        return new DemoDriver(demo)
      }
      const { OpenAiCompatibleDriver } = await import('#ai/drivers/openai_compatible_driver')
      return new OpenAiCompatibleDriver({ ...timeouts, baseUrl, apiKey })
    },
  }
}
