import type { ScriptedUsage } from '#tests/support/upstream/steps'
import type { AnswerIdentity, ChatMessage, WireFormat } from '#tests/support/upstream/wire_formats'

interface Content {
  role?: string
  parts?: { text?: string }[]
}

const event = (chunk: object) => `data: ${JSON.stringify(chunk)}\n\n`
const textOf = ({ parts = [] }: Content) => parts.map(({ text = '' }) => text).join('')

function chunk({ id, model }: AnswerIdentity, candidate: object, extra: object = {}) {
  return event({
    candidates: [{ index: 0, ...candidate }],
    ...{ modelVersion: model, responseId: id },
    ...extra,
  })
}

const parts = (answer: AnswerIdentity, ...contents: object[]) =>
  chunk(answer, { content: { role: 'model', parts: contents } })

const finishReasons: Record<string, string> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
  tool_calls: 'STOP',
}

/** Names of errors by status, as Google's RPC codes have them. */
const statusNames: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

const errorOf = (code: number | string, message: string, type?: string) => ({
  code: typeof code === 'number' ? code : 500,
  message,
  status: type ?? (typeof code === 'string' ? code : (statusNames[code] ?? 'UNKNOWN')),
})

function usageMetadata(usage: ScriptedUsage, sentTokens: number) {
  const thoughts = usage.reasoningTokens ?? 0
  return {
    promptTokenCount: usage.promptTokens ?? 10,
    candidatesTokenCount: (usage.completionTokens ?? sentTokens) - thoughts,
    thoughtsTokenCount: thoughts,
    cachedContentTokenCount: usage.cachedTokens ?? 0,
    totalTokenCount: (usage.promptTokens ?? 10) + (usage.completionTokens ?? sentTokens),
  }
}

/** Gemini's `streamGenerateContent?alt=sse`. */
export const googleWire: WireFormat = {
  read(path, { contents, systemInstruction }) {
    const model = /models\/([^/:]+):/.exec(path)?.[1]
    if (!model || !Array.isArray(contents)) return null
    const conversation = (contents as Content[]).map((content) => ({
      role: content.role === 'model' ? 'assistant' : 'user',
      content: textOf(content),
    }))
    const instructions: ChatMessage[] = systemInstruction
      ? [{ role: 'system', content: textOf(systemInstruction) }]
      : []
    return { model, isStream: true, messages: [...instructions, ...conversation] }
  },
  headers: () => ({}),
  comment: (text) => `: ${text}\n\n`,
  opening: () => '',
  role: () => '',
  content: (answer, text) => parts(answer, { text }),
  reasoning: (answer, text) => parts(answer, { text, thought: true }),
  source: (answer, url, title) =>
    chunk(answer, { groundingMetadata: { groundingChunks: [{ web: { uri: url, title } }] } }),
  image(answer, url) {
    const [, mimeType, data] = /^data:([^;]+);base64,(.*)$/.exec(url) ?? []
    return parts(answer, { inlineData: { mimeType, data } })
  },
  toolCall: (answer, name, args) => parts(answer, { functionCall: { name, args } }),
  error: (_answer, code, { message = 'The model is overloaded', errorType }) =>
    event({ error: errorOf(code, message, errorType) }),
  finish: (answer, reason, usage, sentTokens) =>
    chunk(
      answer,
      { finishReason: finishReasons[reason] ?? reason },
      usage ? { usageMetadata: usageMetadata(usage, sentTokens) } : {}
    ),
  done: () => '',
  errorBody: (status, { message, errorType }) => ({
    error: errorOf(status, message ?? '', errorType),
  }),
}
