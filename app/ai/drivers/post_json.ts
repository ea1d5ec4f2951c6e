import { APICallError } from '@ai-sdk/provider'

import type { Connection } from '#ai/keys/connection'
import { ModelError } from '#ai/model_error'

/**
 * One request with the connection's key, and the JSON that comes back.
 *
 * @param path below the connection's address, with a slash in front
 * @param malformed what an answer that is no JSON is called
 * @throws APICallError when the status says no, ModelError when the answer is no JSON, and whatever `fetch` throws
 */
export async function postJson(
  fetch: typeof globalThis.fetch,
  { baseUrl, apiKey }: Connection,
  path: string,
  body: object,
  { signal, malformed }: { signal: AbortSignal; malformed: string }
): Promise<unknown> {
  const url = `${baseUrl?.replace(/\/+$/, '')}${path}`
  const headers = {
    'content-type': 'application/json',
    ...(apiKey ? { authorization: `Bearer ${apiKey.release()}` } : {}),
  }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })
  const text = await response.text()
  if (!response.ok) {
    throw new APICallError({
      ...{ message: 'The provider refused', url, requestBodyValues: {} },
      ...{ statusCode: response.status, responseBody: text },
      responseHeaders: Object.fromEntries(response.headers),
    })
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new ModelError('PROVIDER', { detail: malformed })
  }
}
