import {
  count,
  listOf,
  NO_ATTACHMENTS,
  objectOf,
  type ChunkFacts,
  type Dialect,
  type JsonObject,
} from '#ai/drivers/chunk_facts'
import type { ModelUsage } from '#ai/model_driver'

/** Gemini's `streamGenerateContent`. It reports no cost. */
export const googleDialect: Dialect = {
  readChunk(raw) {
    const chunk = objectOf(raw)
    const candidate = objectOf(listOf(chunk.candidates)[0])
    const facts: ChunkFacts = { attachments: NO_ATTACHMENTS }
    const blocked = objectOf(chunk.promptFeedback).blockReason
    if (chunk.error) facts.error = chunk.error
    else if (isBlock(blocked)) {
      facts.error = { code: 'content_policy_violation', message: `Blocked: ${blocked}` }
    }
    if (typeof candidate.finishReason === 'string') facts.finishReason = candidate.finishReason
    if (chunk.usageMetadata) facts.usage = readUsage(objectOf(chunk.usageMetadata))
    if (typeof chunk.modelVersion === 'string') facts.model = chunk.modelVersion
    return facts
  },
  finishReasons: {
    STOP: 'stop',
    MAX_TOKENS: 'length',
    // More could be had by a second call, which an answer never makes: see google_client.ts.
    CONTINUATION: 'length',
    SAFETY: 'content-filter',
    RECITATION: 'content-filter',
    BLOCKLIST: 'content-filter',
    PROHIBITED_CONTENT: 'content-filter',
    SPII: 'content-filter',
    IMAGE_SAFETY: 'content-filter',
  },
  readsAttachments: false,
}

function isBlock(reason: unknown): reason is string {
  return typeof reason === 'string' && reason !== '' && !reason.endsWith('_UNSPECIFIED')
}

function readUsage(usage: JsonObject): ModelUsage {
  const thoughts = count(usage.thoughtsTokenCount)
  return {
    inputTokens: count(usage.promptTokenCount) + count(usage.toolUsePromptTokenCount),
    outputTokens: count(usage.candidatesTokenCount) + thoughts,
    cachedTokens: count(usage.cachedContentTokenCount),
    reasoningTokens: thoughts,
  }
}
