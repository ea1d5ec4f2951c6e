import type { ModelMessage } from '#ai/model_driver'

/** The system prompt of every title request; drivers and test servers recognise such a request by it. */
export const TITLE_INSTRUCTIONS = [
  'Write a title for the conversation below.',
  'Answer with the title alone, in the language of the conversation:',
  'at most six words, no quotation marks, no markdown, no full stop.',
].join(' ')

const EXCERPT_LENGTH = 2_000

/** The messages that ask a model for a title. Long texts are cut: a title needs only their beginning. */
export function titleMessages(question: string, answer?: string): ModelMessage[] {
  const parts = [`<question>\n${excerpt(question)}\n</question>`]
  if (answer) parts.push(`<answer>\n${excerpt(answer)}\n</answer>`)
  return [
    { role: 'system', content: TITLE_INSTRUCTIONS },
    { role: 'user', content: parts.join('\n') },
  ]
}

/** Whether these messages ask for a title rather than for an answer. */
export function isTitleRequest(messages: readonly { role: string; content: unknown }[]): boolean {
  return messages[0]?.role === 'system' && messages[0].content === TITLE_INSTRUCTIONS
}

/** The question inside a title request. */
export function titledQuestion(messages: readonly ModelMessage[]): string {
  const content = messages.at(-1)?.content ?? ''
  return /^<question>\n([\s\S]*?)\n<\/question>/.exec(content)?.[1] ?? ''
}

function excerpt(text: string): string {
  return text.trim().slice(0, EXCERPT_LENGTH).toWellFormed()
}
