/** Letters that one place is known by. */
const GRAM = 10
/** Of a text that repeats itself, only so many places are tried. */
const PLACES_TRIED = 40

/** For each letter of a passage, where in the text it stands; -1 for those that are not there. */
export type Alignment = Int32Array

/**
 * Finds a passage in a text. Whole where it stands as it is, the occurrence nearest after `near` first; else in its longest pieces: a
 * reader may have put columns in another order, or repeated the head of a table.
 */
export function align(passage: string, text: string, near = 0): Alignment {
  const alignment = new Int32Array(passage.length).fill(-1)
  if (passage === '') return alignment
  const whole = occurrence(passage, text, near)
  if (whole >= 0) return alignment.map((_, at) => whole + at)
  if (passage.length < GRAM) return alignment
  const places = gramsOf(text)
  let expected = near
  for (let at = 0; at + GRAM <= passage.length;) {
    const found = longestPiece(passage, at, text, places, expected)
    if (found === null) {
      at++
      continue
    }
    for (let unit = 0; unit < found.length; unit++) alignment[at + unit] = found.start + unit
    at += found.length
    expected = found.start + found.length
  }
  return alignment
}

function occurrence(passage: string, text: string, near: number): number {
  const after = text.indexOf(passage, near)
  return after >= 0 ? after : text.indexOf(passage)
}

function gramsOf(text: string): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (let at = 0; at + GRAM <= text.length; at++) {
    const gram = text.slice(at, at + GRAM)
    const known = places.get(gram)
    if (!known) places.set(gram, [at])
    else if (known.length < PLACES_TRIED) known.push(at)
  }
  return places
}

/** The longest one that starts here; of equals the nearest to where it is expected. */
function longestPiece(
  passage: string,
  at: number,
  text: string,
  places: Map<string, number[]>,
  expected: number
): { start: number; length: number } | null {
  let best: { start: number; length: number } | null = null
  for (const start of places.get(passage.slice(at, at + GRAM)) ?? []) {
    let length = GRAM
    while (
      at + length < passage.length &&
      start + length < text.length &&
      passage[at + length] === text[start + length]
    )
      length++
    const isNearer =
      best?.length === length && Math.abs(start - expected) < Math.abs(best.start - expected)
    if (best === null || length > best.length || isNearer) best = { start, length }
  }
  return best
}
