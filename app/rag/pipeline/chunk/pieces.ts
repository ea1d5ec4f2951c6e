import { chunkSize } from '#rag/pipeline/chunk/chunk_size'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { estimateTokens } from '#shared/policies/estimate_tokens'

/** What is never cut: a sentence, a row or a line, or a part of one that is too long by itself. */
export interface Piece {
  text: string
  tokens: number
  /** What stands between it and the piece before. */
  glue: '\n\n' | '\n' | ' ' | ''
}

const SENTENCE_END = /(?<=[.!?…]["'”’»)\]]*)\s+(?=\S)|(?<=[。！？])(?=\S)|\n+/
const WHITE_SPACE = /\s+/
/** A token in the estimate, whatever its length. */
const LONG_SPACE = /(\s{40})\s+/g

/** The pieces of a block; the first one starts a paragraph. */
export function piecesOf({ text, kind }: ExtractedBlock): Piece[] {
  const isProse = kind === 'text' || kind === 'heading'
  const parts = isProse
    ? sentencesOf(text.replace(/[^\S\n]+/g, ' '))
    : text.split('\n').map((line): Part => ['\n', line.replace(LONG_SPACE, '$1')])
  const pieces = parts.flatMap(([glue, part]) => (part.trim() ? fit(part, glue) : []))
  if (pieces[0]) pieces[0].glue = isProse ? '\n\n' : '\n'
  return pieces
}

type Part = [glue: Piece['glue'], text: string]

function sentencesOf(text: string): Part[] {
  const parts: Part[] = []
  let start = 0
  let glue: Piece['glue'] = ' '
  for (const match of text.matchAll(new RegExp(SENTENCE_END, 'gu'))) {
    parts.push([glue, text.slice(start, match.index)])
    start = match.index + match[0].length
    glue = match[0].includes('\n') ? '\n' : match[0] === '' ? '' : ' '
  }
  parts.push([glue, text.slice(start)])
  return parts
}

/** A piece as it is, or several of words when it is longer than a chunk. */
function fit(text: string, glue: Piece['glue']): Piece[] {
  const tokens = estimateTokens(text)
  if (tokens <= chunkSize.most) return [{ text, tokens, glue }]
  return pack(text.split(WHITE_SPACE).filter(Boolean).flatMap(cutWord), glue)
}

/** Words in pieces of half a chunk, so that they fill chunks well. */
function pack(words: Word[], glue: Piece['glue']): Piece[] {
  const pieces: Piece[] = []
  let text = ''
  let tokens = 0
  const end = (next: Piece['glue']) => {
    if (text) pieces.push({ text, tokens: estimateTokens(text), glue })
    glue = next
    text = ''
    tokens = 0
  }
  for (const word of words) {
    if (tokens + word.tokens > chunkSize.most / 2) end(word.isInside ? '' : ' ')
    text += (text && !word.isInside ? ' ' : '') + word.text
    tokens += word.tokens
  }
  end(' ')
  return pieces
}

interface Word {
  text: string
  tokens: number
  /** Goes on without a space. */
  isInside: boolean
}

/** What is no language, such as an encoded picture, is cut anywhere but within a character. */
function cutWord(word: string): Word[] {
  const most = chunkSize.most / 4
  const tokens = estimateTokens(word)
  if (tokens <= most) return [{ text: word, tokens, isInside: false }]
  const parts: Word[] = []
  let part = ''
  for (const character of word) {
    part += character
    if (part.length < 32 || part.length % 16 !== 0 || estimateTokens(part) < most / 2) continue
    parts.push({ text: part, tokens: estimateTokens(part), isInside: parts.length > 0 })
    part = ''
  }
  if (part) parts.push({ text: part, tokens: estimateTokens(part), isInside: parts.length > 0 })
  return parts
}

/** The last pieces of a chunk that the next one repeats; of a long last piece only its last words. */
export function overlapOf(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = []
  let tokens = 0
  for (const piece of pieces.toReversed()) {
    if (tokens + piece.tokens > chunkSize.overlap) break
    kept.unshift(piece)
    tokens += piece.tokens
  }
  if (kept.length > 0) return kept
  const text = lastWords(pieces.at(-1)?.text ?? '')
  return text ? [{ text, tokens: estimateTokens(text), glue: '\n\n' }] : []
}

function lastWords(text: string): string {
  const words = text.split(WHITE_SPACE)
  const kept: string[] = []
  let tokens = 0
  for (const word of words.toReversed()) {
    tokens += estimateTokens(word) + 1
    if (tokens > chunkSize.overlap) break
    kept.unshift(word)
  }
  return kept.join(' ')
}
