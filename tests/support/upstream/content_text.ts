/** The text of a message's content, which comes whole or in parts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map(({ text }: { text?: string }) => text ?? '').join('')
}
