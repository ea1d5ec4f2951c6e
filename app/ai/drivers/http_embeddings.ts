import { listOf, objectOf } from '#ai/drivers/chunk_facts'
import { postJson } from '#ai/drivers/post_json'
import { failureOf } from '#ai/drivers/upstream_failure'
import { type EmbeddingAnswer, EmbeddingDriver } from '#ai/embedding/embedding_driver'
import type { Connection } from '#ai/keys/connection'
import { ModelError } from '#ai/model_error'
import { nanoDollars } from '#ai/nano_dollars'

export interface EmbeddingFetch {
  /** For addresses that the operator chose or that everybody knows. */
  fetch: typeof globalThis.fetch
  /** From the call to the last byte, in milliseconds. */
  timeoutMs: number
}

const MALFORMED = 'The provider sent vectors that cannot be read'

/** OpenAI's `/embeddings`, which OpenRouter, Ollama, llama.cpp and vLLM speak as well. */
export class HttpEmbeddings extends EmbeddingDriver {
  constructor(private readonly settings: EmbeddingFetch) {
    super()
  }

  async embed(
    connection: Connection,
    model: string,
    texts: readonly string[],
    signal: AbortSignal
  ): Promise<EmbeddingAnswer> {
    signal.throwIfAborted()
    const late = AbortSignal.timeout(this.settings.timeoutMs)
    const apiKey = connection.apiKey?.release()
    try {
      const call = AbortSignal.any([signal, late])
      const body = { model, input: texts }
      const asked = { signal: call, malformed: MALFORMED }
      const { fetch } = this.settings
      return readAnswer(await postJson(fetch, connection, '/embeddings', body, asked), texts)
    } catch (error) {
      signal.throwIfAborted()
      if (late.aborted) {
        throw new ModelError('TIMEOUT', { detail: 'The provider did not send vectors in time' })
      }
      throw failureOf(error, { secrets: apiKey ? [apiKey] : [], conversation: texts })
    }
  }
}

function readAnswer(body: unknown, texts: readonly string[]): EmbeddingAnswer {
  const { data, usage, error } = objectOf(body)
  // OpenRouter reports some failures of the provider behind it with status 200.
  if (error !== undefined) throw new ModelError('PROVIDER', { detail: 'The provider failed' })
  const entries = listOf(data).map(objectOf)
  const vectors = texts.map((_, at) => {
    const entry = entries.find(({ index }) => index === at) ?? entries[at]
    return vectorOf(entry?.embedding)
  })
  if (entries.length !== texts.length) throw malformed()
  if (vectors.some(({ length }) => length !== vectors[0]!.length)) throw malformed()
  const { prompt_tokens: tokens, cost } = objectOf(usage)
  return {
    vectors,
    tokens: typeof tokens === 'number' && tokens >= 0 ? Math.round(tokens) : null,
    costNano: nanoDollars(cost),
  }
}

function vectorOf(embedding: unknown): Float32Array {
  if (!Array.isArray(embedding) || embedding.length === 0) throw malformed()
  if (!embedding.every((value) => typeof value === 'number')) throw malformed()
  const vector = Float32Array.from(embedding)
  if (!vector.every((value) => Number.isFinite(value))) throw malformed()
  return vector
}

const malformed = () => new ModelError('PROVIDER', { detail: MALFORMED })
