import { closeSync, openSync, writeSync } from 'node:fs'

const HELD_CHARACTERS = 1_000_000

/** Writes lines of JSON at once, and holds few of them: for a process that has nothing else to do. */
export function openJsonLines<Line>(path: string) {
  const file = openSync(path, 'w', 0o600)
  let held = ''
  const flush = () => {
    // A write may take only a part of what it is given.
    let bytes = Buffer.from(held)
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(file, bytes))
    held = ''
  }
  return {
    write: (line: Line) => {
      held += `${JSON.stringify(line)}\n`
      if (held.length > HELD_CHARACTERS) flush()
    },
    close: () => {
      flush()
      closeSync(file)
    },
  }
}

/** Piece by piece, so that other work goes on in between. A line without an end is none. */
export async function* readJsonLines<Line>(source: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = ''
  for await (const piece of source) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as Line
  }
}
