import { closeSync, openSync, readSync } from 'node:fs'
import { analyse } from 'chardet'
import { Refusal } from '#rag/pipeline/extract/child/refusal'

const SAMPLE_BYTES = 256 * 1024
const PIECE_BYTES = 1024 * 1024
/** A longer line is handed on in parts. Characters. */
const LINE_LENGTH = 100_000

/** Text of a file in pieces, in whatever encoding it is. */
export function* readText(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES)
    let decoder: TextDecoder | undefined
    for (;;) {
      const length = readSync(file, buffer, 0, PIECE_BYTES, null)
      if (length === 0) break
      const bytes = buffer.subarray(0, length)
      decoder ??= new TextDecoder(detectEncoding(bytes.subarray(0, SAMPLE_BYTES)))
      yield decoder.decode(bytes, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } finally {
    closeSync(file)
  }
}

export function* readLines(path: string): Generator<string> {
  let rest = ''
  for (const piece of readText(path)) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    yield* lines
    while (rest.length > LINE_LENGTH) {
      yield rest.slice(0, LINE_LENGTH)
      rest = rest.slice(LINE_LENGTH)
    }
  }
  if (rest) yield rest
}

/** A name that TextDecoder knows. Bytes that are no text are refused. */
export function detectEncoding(sample: Uint8Array): string {
  const mark = byteOrderMark(sample)
  if (mark) return mark
  const isText = !sample.includes(0)
  if (isText && isUtf8(sample)) return 'utf-8'
  for (const { name } of analyse(sample)) {
    if (!isText && !name.startsWith('UTF-16')) continue
    if (isKnown(name)) return name
  }
  if (!isText) throw new Refusal('WRONG_TYPE')
  return 'windows-1252'
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** The sample may end within a character. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}
