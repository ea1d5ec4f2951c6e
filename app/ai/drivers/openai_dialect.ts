import {
  count,
  filePart,
  listOf,
  NO_ATTACHMENTS,
  objectOf,
  sourcePart,
  type ChunkFacts,
  type Dialect,
  type JsonObject,
} from '#ai/drivers/chunk_facts'
import type { ModelUsage } from '#ai/model_driver'
import { nanoDollars } from '#ai/nano_dollars'

/** OpenAI's chat completions, as OpenAI, OpenRouter and every compatible server stream them. */
export const openAiDialect: Dialect = {
  readChunk,
  finishReasons: {
    stop: 'stop',
    length: 'length',
    content_filter: 'content-filter',
    tool_calls: 'tool-calls',
    function_call: 'tool-calls',
  },
  readsAttachments: true,
}

function readChunk(raw: unknown): ChunkFacts {
  const chunk = objectOf(raw)
  const choice = objectOf(listOf(chunk.choices)[0])
  const facts: ChunkFacts = { attachments: NO_ATTACHMENTS }

  if (chunk.error) facts.error = chunk.error
  if (typeof choice.finish_reason === 'string') facts.finishReason = choice.finish_reason
  if (chunk.usage) {
    const usage = objectOf(chunk.usage)
    facts.usage = readUsage(usage)
    facts.costNano = nanoDollars(usage.cost)
  }
  const { annotations, images } = objectOf(choice.delta)
  if (annotations || images) facts.attachments = [...sources(annotations), ...files(images)]
  return facts
}

function readUsage(usage: JsonObject): ModelUsage {
  return {
    inputTokens: count(usage.prompt_tokens),
    outputTokens: count(usage.completion_tokens),
    cachedTokens: count(objectOf(usage.prompt_tokens_details).cached_tokens),
    reasoningTokens: count(objectOf(usage.completion_tokens_details).reasoning_tokens),
  }
}

function sources(annotations: unknown): ChunkFacts['attachments'] {
  return listOf(annotations).flatMap((annotation) => {
    const { url, title } = objectOf(objectOf(annotation).url_citation)
    return sourcePart(url, title)
  })
}

function files(images: unknown): ChunkFacts['attachments'] {
  return listOf(images).flatMap((image) => filePart(objectOf(objectOf(image).image_url).url))
}
