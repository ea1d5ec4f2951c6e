import type { AnswerDelta } from '#shared/protocol/answer_stream'

/** All text of the answer, without reasoning. */
export function textOf(parts: readonly AnswerDelta[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
