import {
  count,
  NO_ATTACHMENTS,
  objectOf,
  type ChunkFacts,
  type Dialect,
  type JsonObject,
} from '#ai/drivers/chunk_facts'
import type { ModelUsage } from '#ai/model_driver'

/** Anthropic's messages: input tokens come with the first event, output tokens with the last. It reports no cost. */
export const anthropicDialect: Dialect = {
  readChunk(raw) {
    const event = objectOf(raw)
    const facts: ChunkFacts = { attachments: NO_ATTACHMENTS }
    switch (event.type) {
      case 'error':
        facts.error = event.error ?? event
        break
      case 'message_start':
        facts.usage = readUsage(objectOf(objectOf(event.message).usage))
        break
      case 'message_delta': {
        const { stop_reason: reason } = objectOf(event.delta)
        if (typeof reason === 'string') facts.finishReason = reason
        if (event.usage) facts.usage = readUsage(objectOf(event.usage))
      }
    }
    return facts
  },
  finishReasons: {
    end_turn: 'stop',
    stop_sequence: 'stop',
    pause_turn: 'stop',
    max_tokens: 'length',
    model_context_window_exceeded: 'length',
    refusal: 'content-filter',
    tool_use: 'tool-calls',
  },
  readsAttachments: false,
}

/** `input_tokens` leaves out what was read from and written to the cache. Counts that are absent keep their earlier value. */
function readUsage(usage: JsonObject): Partial<ModelUsage> {
  const read: Partial<ModelUsage> = {}
  if (typeof usage.input_tokens === 'number') {
    const cached = count(usage.cache_read_input_tokens)
    const written = count(usage.cache_creation_input_tokens)
    read.inputTokens = count(usage.input_tokens) + cached + written
    read.cachedTokens = cached
  }
  if (typeof usage.output_tokens === 'number') read.outputTokens = count(usage.output_tokens)
  const { thinking_tokens: thinking } = objectOf(usage.output_tokens_details)
  if (thinking !== undefined) read.reasoningTokens = count(thinking)
  return read
}
