/** A text without what two writings of it may differ in, and where each of its letters stands in the source. */
export interface Letters {
  text: string
  /** For each UTF-16 unit of `text`, where in the source it comes from. */
  from: number[]
}

/** Signs of tables that stand for no ink. */
const MADE_UP = '|'

/**
 * Letters, figures and symbols in lower case; without accents, ligatures, widths, white space, hyphens and other punctuation: those
 * are what line breaks, tables and two readers of a file differ in.
 */
export function lettersOf(source: string): Letters {
  const from: number[] = []
  let text = ''
  let at = 0
  for (const character of source) {
    const folded = character === MADE_UP ? '' : fold(character)
    for (let unit = 0; unit < folded.length; unit++) from.push(at)
    text += folded
    at += character.length
  }
  return { text, from }
}

const PLAIN = /^[\da-z]$/
const IRRELEVANT = /[^\p{L}\p{N}\p{S}]/gu

function fold(character: string): string {
  if (PLAIN.test(character)) return character
  return character.normalize('NFKD').toLowerCase().replace(IRRELEVANT, '')
}
