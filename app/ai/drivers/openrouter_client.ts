import { createOpenRouter } from '@openrouter/ai-sdk-provider'

import { openAiDialect } from '#ai/drivers/openai_dialect'
import {
  bearer,
  NO_KEY,
  rememberModels,
  type ClientSettings,
  type UpstreamClient,
} from '#ai/drivers/upstream_client'

/** OpenRouter, which reports the cost of every answer in its last chunk. */
export function createClient({ baseUrl, fetch, appUrl }: ClientSettings): UpstreamClient {
  const provider = createOpenRouter({
    apiKey: NO_KEY,
    baseURL: baseUrl ?? undefined,
    fetch,
    // Shown in the person's own activity list at OpenRouter. The address would tell who runs this Loft.
    appName: 'Loft',
    appUrl,
  })
  return {
    model: rememberModels((name) => provider.chat(name)),
    dialect: openAiDialect,
    headers: bearer,
    // The SDK does not pass the common option on.
    callOptions: ({ settings: { reasoningEffort: effort } }) =>
      effort ? { providerOptions: { openrouter: { reasoning: { effort } } } } : {},
  }
}
