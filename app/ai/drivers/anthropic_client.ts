import { createAnthropic } from '@ai-sdk/anthropic'

import { anthropicDialect } from '#ai/drivers/anthropic_dialect'
import {
  NO_KEY,
  rememberModels,
  type ClientSettings,
  type UpstreamClient,
} from '#ai/drivers/upstream_client'

/** Anthropic's messages. The SDK maps reasoning effort to thinking, and drops a temperature that thinking does not allow. */
export function createClient({ baseUrl, fetch, outputTokens }: ClientSettings): UpstreamClient {
  const provider = createAnthropic({ apiKey: NO_KEY, baseURL: baseUrl ?? undefined, fetch })
  return {
    model: rememberModels((name) => provider(name)),
    dialect: anthropicDialect,
    headers: (apiKey) => ({ 'x-api-key': apiKey.release() }),
    // A longest answer is mandatory there. The SDK lowers it to what a model that it knows can write.
    callOptions: ({ settings }) => ({ maxOutputTokens: settings.maxOutputTokens ?? outputTokens }),
  }
}
