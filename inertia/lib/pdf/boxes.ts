import type { Span } from './find_passage.js'

/** Of PDF.js: a piece of text, in the page's own coordinates. */
export interface TextItem {
  str: string
  dir: string
  /** a, b: along the line; c, d: upwards; e, f: where it starts. */
  transform: readonly number[]
  width: number
  height: number
  fontName: string
}

export interface TextStyle {
  fontFamily: string
  vertical: boolean
}

/** In points of the upright page, from its upper left corner. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** How wide a text is in a font, in any unit. */
export type Measure = (text: string, fontFamily: string) => number

/** Of the text's size: what stands above and below its base line. */
const ASCENT = 0.84
const DESCENT = 0.26

/** The part of an item that a span means. `view` takes the page's coordinates to upright points. */
export function boxOf(
  span: Pick<Span, 'from' | 'to'>,
  item: TextItem,
  style: TextStyle | undefined,
  view: readonly number[],
  measure: Measure
): Box {
  const [a, b, c, d, e, f] = item.transform as [number, number, number, number, number, number]
  const size = Math.hypot(c, d) || item.height || 1
  const isVertical = style?.vertical === true
  const [along, up] = isVertical
    ? [unit(-c, -d), unit(a, b)]
    : [unit(a, b), Math.hypot(c, d) > 0 ? unit(c, d) : unit(-b, a)]
  const length = isVertical ? item.height : item.width
  const [start, end] = sharesOf(span, item, style?.fontFamily ?? 'sans-serif', measure)
  const [low, high] = isVertical ? [-size / 2, size / 2] : [-DESCENT * size, ASCENT * size]
  const corners = [start, end].flatMap((share) =>
    [low, high].map((height): [number, number] => [
      e + along[0] * length * share + up[0] * height,
      f + along[1] * length * share + up[1] * height,
    ])
  )
  const points = corners.map(([x, y]) => apply(view, x, y))
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** Boxes that stand beside each other on one line become one. */
export function joinBoxes(boxes: readonly Box[]): Box[] {
  const joined: Box[] = []
  for (const box of boxes) {
    const last = joined.at(-1)
    if (last && isSameLine(last, box)) {
      const right = Math.max(last.x + last.width, box.x + box.width)
      const bottom = Math.max(last.y + last.height, box.y + box.height)
      last.x = Math.min(last.x, box.x)
      last.y = Math.min(last.y, box.y)
      last.width = right - last.x
      last.height = bottom - last.y
    } else joined.push({ ...box })
  }
  return joined
}

function isSameLine(one: Box, next: Box): boolean {
  const middle = next.y + next.height / 2
  const gap = Math.max(next.x - (one.x + one.width), one.x - (next.x + next.width))
  return middle > one.y && middle < one.y + one.height && gap < one.height * 1.2
}

function sharesOf(
  { from, to }: Pick<Span, 'from' | 'to'>,
  { str, dir }: TextItem,
  fontFamily: string,
  measure: Measure
): [number, number] {
  const whole = measure(str, fontFamily)
  const share = (end: number) =>
    end <= 0
      ? 0
      : end >= str.length || whole <= 0
        ? 1
        : measure(str.slice(0, end), fontFamily) / whole
  const [start, end] = [share(from), share(to)]
  return dir === 'rtl' ? [1 - end, 1 - start] : [start, end]
}

function unit(x: number, y: number): [number, number] {
  const length = Math.hypot(x, y) || 1
  return [x / length, y / length]
}

function apply(matrix: readonly number[], x: number, y: number): [number, number] {
  const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number]
  return [a * x + c * y + e, b * x + d * y + f]
}
