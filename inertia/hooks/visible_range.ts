/** Where each of a list's lines begins, and behind the last where the list ends. */
export function lineStarts(count: number, heightOf: (index: number) => number): number[] {
  const starts = [0]
  for (let index = 0; index < count; index++) starts.push(starts[index]! + heightOf(index))
  return starts
}

export interface Range {
  first: number
  /** Included; less than `first` in an empty list. */
  last: number
}

/** Lines to render: those on screen and `ahead` to `2 * ahead` more on either side, so that most scrolling changes nothing. */
export function visibleRange(
  starts: readonly number[],
  top: number,
  height: number,
  ahead: number
): Range {
  const end = starts.length - 2
  const above = Math.floor(lineAt(starts, top) / ahead) - 1
  const below = Math.floor(lineAt(starts, top + height) / ahead) + 2
  return { first: Math.max(0, above * ahead), last: Math.min(end, below * ahead - 1) }
}

/** The line at a height, by halves. */
function lineAt(starts: readonly number[], y: number): number {
  let low = 0
  let high = Math.max(0, starts.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}
