/** What an excerpt shows of an answer: its words without the marks that make them a table, code or a heading. */
export function plainWords(text: string): string {
  return text
    .replace(/^\s*(?:```|~~~).*$/gm, ' ')
    .replace(/^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/gm, ' ')
    .replace(/^\s*\|(.*)\|\s*$/gm, (_, cells: string) => cells.replaceAll('|', ' '))
    .replace(/^\s{0,3}(?:#{1,6}|>)\s+/gm, '')
    .replace(/\*\*(\S(?:[^*\n]*\S)?)\*\*/g, '$1')
    .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, '$1')
    .replace(/\[\^[^\]\s]+\]/g, '')
}
