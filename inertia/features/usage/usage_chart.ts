import type { UsageReport } from '#shared/protocol/usage'

export type Measure = 'cost' | 'tokens'

export interface Segment {
  /** Index of the colour; models beyond the fourth share the last one. */
  series: number
  value: number
}

/** In order of `chart-1…5`; a model keeps its colour on the page. */
export const seriesColours = [
  { fill: 'bg-chart-1' },
  { fill: 'bg-chart-2' },
  { fill: 'bg-chart-3' },
  { fill: 'bg-chart-4' },
  { fill: 'bg-chart-5' },
] as const

const OWN_COLOURS = seriesColours.length - 1

export const seriesOf = (model: number): number => Math.min(model, OWN_COLOURS)

/** What stands in each bar, from the bottom up. */
export function segmentsOf({ bars, cells }: UsageReport, measure: Measure): Segment[][] {
  const sums = bars.map(() => new Map<number, number>())
  for (const cell of cells) {
    const series = seriesOf(cell.model)
    const value = measure === 'cost' ? cell.costNano : cell.tokens
    const bar = sums[cell.bar]!
    bar.set(series, (bar.get(series) ?? 0) + value)
  }
  return sums.map((bar) =>
    [...bar]
      .filter(([, value]) => value > 0)
      .sort(([a], [b]) => a - b)
      .map(([series, value]) => ({ series, value }))
  )
}

export const heightOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { value }) => sum + value, 0)

/** Round marks from zero up to the first that holds the largest bar: two to five of them. */
export function marksFor(largest: number): number[] {
  if (largest <= 0) return [0]
  const rough = largest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!
  const marks = [0]
  while (marks.at(-1)! < largest) marks.push(marks.length * step)
  return marks
}
