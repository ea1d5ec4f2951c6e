import { createGoogle } from '@ai-sdk/google'

import { googleDialect } from '#ai/drivers/google_dialect'
import {
  NO_KEY,
  rememberModels,
  type ClientSettings,
  type UpstreamClient,
} from '#ai/drivers/upstream_client'

/** Google's Gemini API. */
export function createClient({ baseUrl, fetch }: ClientSettings): UpstreamClient {
  const provider = createGoogle({
    apiKey: NO_KEY,
    baseURL: baseUrl ?? undefined,
    fetch: onlyFirstCall(fetch),
  })
  return {
    model: rememberModels((name) => provider(name)),
    dialect: googleDialect,
    headers: (apiKey) => ({ 'x-goog-api-key': apiKey.release() }),
    // Thoughts are sent only on request, and models that have none refuse to be asked for them.
    callOptions: ({ settings: { reasoningEffort: effort } }) =>
      effort && effort !== 'none'
        ? { providerOptions: { google: { thinkingConfig: { includeThoughts: true } } } }
        : {},
  }
}

/** The SDK continues a very long answer with a second call of its own; an answer here is one call. */
function onlyFirstCall(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    // As a property name: inside the conversation's text the quotation mark would be escaped.
    const continues = typeof init?.body === 'string' && init.body.includes('"continuationToken":')
    return continues ? Promise.reject(new Error('An answer is one call')) : fetch(input, init)
  }
}
