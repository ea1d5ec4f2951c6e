import { contentText } from '#tests/support/upstream/content_text'
import type { ScriptedError, ScriptedUsage } from '#tests/support/upstream/steps'
import type { AnswerIdentity, ChatMessage, WireFormat } from '#tests/support/upstream/wire_formats'

const created = () => Math.floor(Date.now() / 1000)

const event = (chunk: unknown) => `data: ${JSON.stringify(chunk)}\n\n`

function chunk({ id, model }: AnswerIdentity, choices: unknown[], extra: object = {}) {
  return event({
    id,
    provider: 'Scripted',
    model,
    object: 'chat.completion.chunk',
    created: created(),
    choices,
    ...extra,
  })
}

function delta(answer: AnswerIdentity, value: object) {
  return chunk(answer, [
    { index: 0, delta: value, finish_reason: null, native_finish_reason: null },
  ])
}

/** OpenRouter's event stream, one function per kind of chunk. */
export const openRouterWire: WireFormat = {
  read(_path, { model, messages, stream }) {
    if (typeof model !== 'string' || !Array.isArray(messages)) return null
    const conversation = (messages as ChatMessage[]).map(({ role, content }) => ({
      ...{ role, content: contentText(content) },
    }))
    return { model, isStream: stream === true, messages: conversation }
  },
  headers: ({ id }) => ({ 'X-Generation-Id': id }),
  opening: () => ': OPENROUTER PROCESSING\n\n',
  comment: (text: string) => `: ${text}\n\n`,
  role: (answer: AnswerIdentity) => delta(answer, { role: 'assistant', content: '' }),
  content: (answer: AnswerIdentity, content: string) =>
    delta(answer, { role: 'assistant', content }),
  reasoning: (answer: AnswerIdentity, text: string) =>
    delta(answer, {
      role: 'assistant',
      content: '',
      reasoning: text,
      reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }],
    }),
  source: (answer: AnswerIdentity, url: string, title?: string) =>
    delta(answer, {
      role: 'assistant',
      content: '',
      annotations: [
        { type: 'url_citation', url_citation: { url, title, start_index: 0, end_index: 0 } },
      ],
    }),
  image: (answer: AnswerIdentity, url: string) =>
    delta(answer, {
      role: 'assistant',
      content: '',
      images: [{ type: 'image_url', image_url: { url } }],
    }),
  toolCall: (answer: AnswerIdentity, name: string, input: object) =>
    delta(answer, {
      tool_calls: [
        {
          ...{ index: 0, id: `call-${name}`, type: 'function' },
          function: { name, arguments: JSON.stringify(input) },
        },
      ],
    }),
  error: ({ id, model }: AnswerIdentity, code: number | string, error: ScriptedError) =>
    event({
      id,
      provider: 'Scripted',
      model,
      object: 'chat.completion.chunk',
      created: created(),
      error: {
        code,
        message: error.message ?? 'Provider returned error',
        ...((error.errorType || error.metadata) && {
          metadata: { ...error.metadata, error_type: error.errorType },
        }),
      },
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
    }),
  finish: (answer, reason, usage, sentTokens) =>
    ending(answer, reason) +
    (usage ? ending(answer, null, { usage: usageBody(usage, sentTokens) }) : ''),
  done: () => 'data: [DONE]\n\n',
  errorBody: (status, { message, errorType, metadata }) => {
    const facts = errorType ? { ...metadata, error_type: errorType } : metadata
    return { error: { code: status, message, ...(facts && { metadata: facts }) } }
  },
}

function ending(answer: AnswerIdentity, reason: string | null, extra: object = {}) {
  const choice = {
    ...{ index: 0, delta: { role: 'assistant', content: '' } },
    ...{ finish_reason: reason, native_finish_reason: reason },
  }
  return chunk(answer, [choice], extra)
}

export function usageBody(usage: ScriptedUsage, sentTokens: number) {
  const promptTokens = usage.promptTokens ?? 10
  const completionTokens = usage.completionTokens ?? sentTokens
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    cost: usage.cost ?? 0.000123456,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens ?? 0 },
    cost_details: { upstream_inference_cost: null },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  }
}

/** The body of an answer to a request without `stream: true`. */
export function completionBody(
  { id, model }: AnswerIdentity,
  content: string,
  finishReason: string,
  usage: ReturnType<typeof usageBody>
) {
  return {
    id,
    provider: 'Scripted',
    model,
    object: 'chat.completion',
    created: created(),
    choices: [
      {
        index: 0,
        finish_reason: finishReason,
        native_finish_reason: finishReason,
        message: { role: 'assistant', content, refusal: null },
      },
    ],
    usage,
  }
}
