import { createOpenAICompatible } from '@ai-sdk/openai-compatible'

import { openAiDialect } from '#ai/drivers/openai_dialect'
import {
  bearer,
  rememberModels,
  type ClientSettings,
  type UpstreamClient,
} from '#ai/drivers/upstream_client'

/** Any server that speaks OpenAI's chat completions at `baseUrl`: Ollama, llama.cpp, vLLM, or OpenRouter. */
export function createClient({ baseUrl, fetch }: ClientSettings): UpstreamClient {
  if (baseUrl === null) throw new Error('An OpenAI-compatible server needs an address.')
  const provider = createOpenAICompatible({
    name: 'upstream',
    baseURL: baseUrl,
    includeUsage: true,
    fetch,
    transformRequestBody: (body) => ({ ...body, ...extraBody(baseUrl) }),
  })
  return {
    model: rememberModels((name) => provider.chatModel(name)),
    dialect: openAiDialect,
    headers: bearer,
  }
}

/** OpenRouter documents its own switch for usage beside OpenAI's; other servers may refuse what they do not know. */
export function extraBody(baseUrl: string): Record<string, unknown> {
  const host = new URL(baseUrl).hostname
  const isOpenRouter = host === 'openrouter.ai' || host.endsWith('.openrouter.ai')
  return isOpenRouter ? { usage: { include: true } } : {}
}
