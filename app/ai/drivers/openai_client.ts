import { createOpenAI } from '@ai-sdk/openai'

import { openAiDialect } from '#ai/drivers/openai_dialect'
import {
  bearer,
  NO_KEY,
  rememberModels,
  type ClientSettings,
  type UpstreamClient,
} from '#ai/drivers/upstream_client'

/**
 * OpenAI itself, by chat completions and not by responses: nothing is stored there, and the stream is the one that OpenRouter
 * and every compatible server speak. The price: no reasoning summaries, and models that only know responses cannot be asked.
 */
export function createClient({ baseUrl, fetch }: ClientSettings): UpstreamClient {
  const provider = createOpenAI({ apiKey: NO_KEY, baseURL: baseUrl ?? undefined, fetch })
  return {
    model: rememberModels((name) => provider.chat(name)),
    dialect: openAiDialect,
    headers: bearer,
  }
}
