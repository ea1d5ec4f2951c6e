import type { ModelPart, ToolCallPart } from '#ai/model_driver'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import { fitsBytes, limits } from '#shared/limits'

/** The fields' limits of `StoredPart`: a part that cannot be stored is not shown either. */
const MAX_URL_BYTES = 4000
const MAX_NAME_BYTES = 200
const MAX_TITLE_CHARACTERS = 300

/** What a part of a model adds to the answer; null when it adds nothing. Model output is hostile: addresses are http(s) only. */
export function toDelta(part: ModelPart): AnswerDelta | null {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      // An empty piece would split what a client, which never sees it, keeps as one part.
      return part.text === '' ? null : { type: part.type, text: part.text }
    case 'source': {
      if (!/^https?:\/\//i.test(part.url) || !isStorable(part.url, MAX_URL_BYTES)) return null
      const title = part.title?.slice(0, MAX_TITLE_CHARACTERS).toWellFormed()
      return title ? { type: 'source', url: part.url, title } : { type: 'source', url: part.url }
    }
    case 'file':
      if (!isStorable(part.mediaType, MAX_NAME_BYTES)) return null
      return { type: 'file', mediaType: part.mediaType, url: fileAddress(part.url) }
    case 'tool-call':
      return isStorable(part.name, MAX_NAME_BYTES) ? toolCall(part) : null
    default:
      return null
  }
}

/** On the web, or of a kept file. Empty for one that could not be kept: that there was one is said nonetheless. */
const fileAddress = (url = ''): string =>
  /^(https?:\/|\/files)\//i.test(url) && isStorable(url, MAX_URL_BYTES) ? url : ''

/** Copied field by field: whatever else a driver puts beside them must not reach the log. */
function toolCall({ type, name, startedAt, endedAt, ...said }: ToolCallPart): AnswerDelta {
  const isKept = (text: string | undefined) => text && isStorable(text, limits.toolTextBytes)
  return {
    ...{ type, name, startedAt: Math.round(startedAt), endedAt: Math.round(endedAt) },
    ...(isKept(said.arguments) ? { arguments: said.arguments } : {}),
    ...(isKept(said.result) ? { result: said.result } : {}),
  }
}

const isStorable = (text: string, bytes: number) => text.isWellFormed() && fitsBytes(text, bytes)
