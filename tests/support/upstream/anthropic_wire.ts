import { contentText } from '#tests/support/upstream/content_text'
import type { ScriptedUsage } from '#tests/support/upstream/steps'
import type { AnswerIdentity, ChatMessage, WireFormat } from '#tests/support/upstream/wire_formats'

const event = (type: string, data: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`

const stopReasons: Record<string, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'refusal',
  tool_calls: 'tool_use',
}

/** Kinds of errors by status, as Anthropic documents them. */
const errorTypes: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

const errorType = (code: number | string) =>
  typeof code === 'string' ? code : (errorTypes[code] ?? 'api_error')

/** Whole blocks: one each for a piece of text, of thinking, and for a tool call. */
let block = 0
const inBlock = (start: object, ...deltas: object[]) => {
  const index = block++
  return [
    event('content_block_start', { index, content_block: start }),
    ...deltas.map((delta) => event('content_block_delta', { index, delta })),
    event('content_block_stop', { index }),
  ].join('')
}

const inputUsage = ({ promptTokens = 10, cachedTokens = 0 }: ScriptedUsage) => ({
  input_tokens: promptTokens - cachedTokens,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cachedTokens,
})

/** Anthropic's messages API. */
export const anthropicWire: WireFormat = {
  read(_path, { model, system, messages, stream, max_tokens: maxTokens }) {
    if (typeof model !== 'string' || !Array.isArray(messages)) return null
    // Mandatory there: a client that leaves it out never gets an answer.
    if (typeof maxTokens !== 'number') return null
    const conversation = messages.map(({ role, content }: { role: string; content: unknown }) => ({
      ...{ role, content: contentText(content) },
    }))
    const instructions: ChatMessage[] = system
      ? [{ role: 'system', content: contentText(system) }]
      : []
    return { model, isStream: stream === true, messages: [...instructions, ...conversation] }
  },
  headers: ({ id }) => ({ 'request-id': `req-${id}` }),
  comment: () => event('ping', {}),
  opening: () => '',
  role: ({ id, model }: AnswerIdentity, usage) =>
    event('message_start', {
      message: {
        ...{ id, type: 'message', role: 'assistant', model, content: [] },
        ...{ stop_reason: null, stop_sequence: null },
        usage: { ...inputUsage(usage), output_tokens: 1 },
      },
    }) + event('ping', {}),
  content: (_answer, text) => inBlock({ type: 'text', text: '' }, { type: 'text_delta', text }),
  reasoning: (_answer, thinking) =>
    inBlock(
      { type: 'thinking', thinking: '' },
      { type: 'thinking_delta', thinking },
      { type: 'signature_delta', signature: 'signed' }
    ),
  source: () => '',
  image: () => '',
  toolCall: (_answer, name, input) =>
    inBlock(
      { type: 'tool_use', id: `toolu_${block}`, name, input: {} },
      { type: 'input_json_delta', partial_json: JSON.stringify(input) }
    ),
  error: (_answer, code, { message = 'Overloaded', errorType: type }) =>
    event('error', { error: { type: type ?? errorType(code), message } }),
  finish: (_answer, reason, usage, sentTokens) =>
    event('message_delta', {
      delta: { stop_reason: stopReasons[reason] ?? reason, stop_sequence: null },
      usage: {
        ...(usage ? inputUsage(usage) : {}),
        output_tokens: usage?.completionTokens ?? sentTokens,
        ...(usage?.reasoningTokens === undefined
          ? {}
          : { output_tokens_details: { thinking_tokens: usage.reasoningTokens } }),
      },
    }) + event('message_stop', {}),
  done: () => '',
  errorBody: (status, { message, errorType: type }) => ({
    type: 'error',
    error: { type: type ?? errorType(status), message },
    request_id: 'req-1',
  }),
}
