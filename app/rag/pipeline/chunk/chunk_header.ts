import { chunkSize } from '#rag/pipeline/chunk/chunk_size'
import { HEADING_SEPARATOR } from '#rag/pipeline/extract/extracted_document'
import { estimateTokens } from '#shared/policies/estimate_tokens'

/** `document › section`; of a long one the document and the innermost headings. */
export function headerOf(documentName: string, heading: string | undefined): string {
  const headings = heading?.split(HEADING_SEPARATOR) ?? []
  const document = shorten(documentName, chunkSize.header / 2)
  for (let first = 0; first < headings.length; first++) {
    const header = [document, ...headings.slice(first)].join(HEADING_SEPARATOR)
    if (estimateTokens(header) <= chunkSize.header) return header
  }
  const innermost = headings.at(-1)
  if (innermost === undefined) return document
  return document + HEADING_SEPARATOR + shorten(innermost, chunkSize.header / 2 - 3)
}

function shorten(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text
  const characters = [...text]
  while (characters.length > 0 && estimateTokens(`${characters.join('')}…`) > tokens)
    characters.length = Math.floor(characters.length * 0.9)
  return `${characters.join('').trimEnd()}…`
}
