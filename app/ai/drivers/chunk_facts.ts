import type { FinishReason, ModelPart, ModelUsage } from '#ai/model_driver'
import { limits } from '#shared/limits'

export type JsonObject = Record<string, unknown>

/** What a raw chunk says beyond text, reasoning and tool calls, which the AI SDK reads. Hostile until checked by its dialect. */
export interface ChunkFacts {
  /** A failure, in the provider's words. */
  error?: unknown
  /** In the provider's words. */
  finishReason?: string
  /** Only the counts that this chunk gives; later ones replace earlier ones. */
  usage?: Partial<ModelUsage>
  costNano?: number | null
  /** The model that really answers. */
  model?: string
  attachments: Extract<ModelPart, { type: 'source' | 'file' }>[]
}

/** How one family of providers speaks inside its stream. */
export interface Dialect {
  readChunk: (raw: unknown) => ChunkFacts
  finishReasons: Record<string, FinishReason>
  /** Whether `readChunk` finds sources and files; else the AI SDK's own parts are taken. */
  readsAttachments: boolean
}

const MAX_URL_LENGTH = 4_000
const MAX_TITLE_LENGTH = 300
const MAX_BASE64_LENGTH = Math.ceil((limits.imageBytes * 4) / 3)
export const NO_ATTACHMENTS: ChunkFacts['attachments'] = []

export function sourcePart(url: unknown, title: unknown): ChunkFacts['attachments'] {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH || !isWebAddress(url)) return []
  const name = typeof title === 'string' ? title.toWellFormed().slice(0, MAX_TITLE_LENGTH) : ''
  return [{ type: 'source' as const, url, ...(name && { title: name }) }]
}

export function filePart(url: unknown): ChunkFacts['attachments'] {
  if (typeof url !== 'string') return []
  const inline = /^data:([a-z]{1,20}\/[\w.+-]{1,60})(;base64)?[;,]/.exec(url)
  if (inline) {
    const [head, mediaType = '', encoding] = inline
    const data = encoding ? bytesOf(url.slice(head.length)) : null
    return [{ type: 'file' as const, mediaType, ...(data && { data }) }]
  }
  if (!isWebAddress(url)) return []
  const fits = url.length <= MAX_URL_LENGTH
  return [{ type: 'file' as const, mediaType: 'image/*', ...(fits && { url }) }]
}

function bytesOf(base64: string): Uint8Array | null {
  const data = base64.length > MAX_BASE64_LENGTH ? null : Buffer.from(base64, 'base64')
  return data && data.length > 0 ? new Uint8Array(data) : null
}

function isWebAddress(url: string): boolean {
  const protocol = URL.parse(url)?.protocol
  return (protocol === 'https:' || protocol === 'http:') && url.isWellFormed()
}

/** A token count; anything that is none counts as zero. */
export function count(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
    ? Math.round(value)
    : 0
}

export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {}
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
