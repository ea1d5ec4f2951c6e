import type { Figure } from '#tests/bench/scenario'
import { digits } from '#tests/bench/statistics'

export type Outcome =
  | { type: 'measured'; name: string; figures: Figure[] }
  | { type: 'not_run'; name: string; reason: string }

export function verdict({ value, most }: Figure): 'reached' | 'missed' | '' {
  if (most === undefined) return ''
  return value <= most ? 'reached' : 'missed'
}

const amount = (value: number, unit: string) => `${digits(value)} ${unit}`.trimEnd()

/** One line per figure, as soon as it is known. */
export function figureLine(figure: Figure): string {
  const { name, value, unit, most, detail } = figure
  const target = most === undefined ? '' : ` (target ${amount(most, unit)}: ${verdict(figure)})`
  return `  ${name}: ${amount(value, unit)}${target}\n    ${detail}`
}

export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap((outcome) =>
    outcome.type === 'measured'
      ? outcome.figures.map((figure) => [
          outcome.name,
          figure.name,
          amount(figure.value, figure.unit),
          figure.most === undefined ? '' : `≤ ${amount(figure.most, figure.unit)}`,
          verdict(figure) || 'reported',
        ])
      : [[outcome.name, outcome.reason.split('\n', 1)[0]!, '', '', 'not run']]
  )
  const all = [['scenario', 'figure', 'measured', 'target', ''], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [line(all[0]!), rule, ...rows.map(line)].join('\n')
}
