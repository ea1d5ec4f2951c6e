import { statSync } from 'node:fs'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readText } from '#rag/pipeline/extract/child/decode_text'
import { readCode, writeCode } from '#rag/pipeline/extract/child/formats/code'

/** Larger files are read as lines: parsing needs many times their size. Bytes. */
const PARSED_BYTES = 20_000_000

/** Laid out with indentation, a top-level name at a time as its section; what is not JSON stays as it is. */
export function readJson(path: string, writer: BlockWriter): void {
  const value = statSync(path).size > PARSED_BYTES ? undefined : parse(path)
  if (value === undefined) return readCode(path, writer)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return writeCode(layOut(value), writer)
  for (const [name, part] of Object.entries(value)) {
    writer.heading(name, 1)
    writeCode(layOut(part), writer)
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse([...readText(path)].join(''))
  } catch {
    return undefined
  }
}

const layOut = (value: unknown) => JSON.stringify(value, null, 2).split('\n')
