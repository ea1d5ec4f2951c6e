/**
 * What one message may cost the page. Whatever is over a limit is shown as it was written: parsing is linear only for text that
 * nobody built to be slow. All lengths are UTF-16 units.
 */
export const limits = {
  /** Text after this is shown as written. */
  formatted: 120_000,
  /** How much is given to the parser at once; a block that is longer gets more, up to `block`. */
  window: 4_000,
  block: 16_000,
  /** Characters that may open a construct (`*_[]!<|…`) in a block longer than a window: their cost grows with the square. */
  marksPerBlock: 2_500,
  /** Quotes and lists inside each other. */
  depth: 20,
  /** Rows × columns. */
  tableCells: 1_500,
  /** Link definitions and footnotes; each block that mentions one is read together with all of them. */
  definitions: 100,
  /** Grammars are regular expressions, and some take the square of a line. */
  highlighted: 40_000,
  highlightedLine: 1_000,
  formula: 2_000,
  diagram: 20_000,
  /** A word longer than this may break anywhere: the browser takes seconds to find places by itself. */
  word: 300,
} as const
