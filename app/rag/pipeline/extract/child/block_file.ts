import { closeSync, openSync, writeSync } from 'node:fs'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'

const HELD_CHARACTERS = 1_000_000

/** Writes blocks as lines of JSON, and holds few of them. */
export function openBlockFile(path: string) {
  const file = openSync(path, 'w', 0o600)
  let held = ''
  const flush = () => {
    if (held) writeSync(file, held)
    held = ''
  }
  return {
    write: (block: ExtractedBlock) => {
      held += `${JSON.stringify(block)}\n`
      if (held.length > HELD_CHARACTERS) flush()
    },
    close: () => {
      flush()
      closeSync(file)
    },
  }
}
