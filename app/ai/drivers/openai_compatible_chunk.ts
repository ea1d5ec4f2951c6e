import { nanoDollars } from '#ai/nano_dollars'
import type { ModelPart, ModelUsage } from '#ai/model_driver'

type JsonObject = Record<string, unknown>

/** What a chunk says beyond text and reasoning, which the AI SDK reads. Everything in it is hostile until checked here. */
export interface ChunkFacts {
  error?: unknown
  finishReason?: string
  usage?: ModelUsage
  costNano?: number | null
  attachments: Extract<ModelPart, { type: 'source' | 'file' }>[]
}

const MAX_URL_LENGTH = 4_000
const MAX_TITLE_LENGTH = 300
const NO_ATTACHMENTS: ChunkFacts['attachments'] = []

export function readChunk(raw: unknown): ChunkFacts {
  const chunk = object(raw)
  const choice = object(list(chunk.choices)[0])
  const facts: ChunkFacts = { attachments: NO_ATTACHMENTS }

  if (chunk.error) facts.error = chunk.error
  if (typeof choice.finish_reason === 'string') facts.finishReason = choice.finish_reason
  if (chunk.usage) {
    const usage = object(chunk.usage)
    facts.usage = readUsage(usage)
    facts.costNano = nanoDollars(usage.cost)
  }
  const { annotations, images } = object(choice.delta)
  if (annotations || images) facts.attachments = [...sources(annotations), ...files(images)]
  return facts
}

function readUsage(usage: JsonObject): ModelUsage {
  return {
    inputTokens: count(usage.prompt_tokens),
    outputTokens: count(usage.completion_tokens),
    cachedTokens: count(object(usage.prompt_tokens_details).cached_tokens),
    reasoningTokens: count(object(usage.completion_tokens_details).reasoning_tokens),
  }
}

function sources(annotations: unknown): ChunkFacts['attachments'] {
  return list(annotations).flatMap((annotation) => {
    const { url, title } = object(object(annotation).url_citation)
    if (typeof url !== 'string' || url.length > MAX_URL_LENGTH || !isWebAddress(url)) return []
    const name = typeof title === 'string' ? title.toWellFormed().slice(0, MAX_TITLE_LENGTH) : ''
    return [{ type: 'source' as const, url, ...(name && { title: name }) }]
  })
}

function files(images: unknown): ChunkFacts['attachments'] {
  return list(images).flatMap((image) => {
    const { url } = object(object(image).image_url)
    if (typeof url !== 'string') return []
    const mediaType = /^data:(image\/[\w.+-]{1,60})[;,]/.exec(url)?.[1]
    if (!mediaType && !isWebAddress(url)) return []
    const fits = url.length <= MAX_URL_LENGTH
    return [{ type: 'file' as const, mediaType: mediaType ?? 'image/*', ...(fits && { url }) }]
  })
}

function isWebAddress(url: string): boolean {
  const protocol = URL.parse(url)?.protocol
  return (protocol === 'https:' || protocol === 'http:') && url.isWellFormed()
}

function count(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
    ? Math.round(value)
    : 0
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
