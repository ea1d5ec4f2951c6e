import type { UsageReport } from '#shared/protocol/usage'
import { barName, barUnit, dollars, modelWords, tokenCount } from '../usage_words'
import { Cell, HeadCell, Table } from './table'

/** The figures of the chart, for those who cannot see it or want them exactly. */
export function UsageFigures({ report: { period, bars, cells, models } }: { report: UsageReport }) {
  const sorted = cells.toSorted((a, b) => a.bar - b.bar || a.model - b.model)
  return (
    <details className="mt-3">
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-link pointer-coarse:py-3">
        Figures per {barUnit[period]}
      </summary>
      <Table
        label={`Figures per ${barUnit[period]} and model`}
        head={
          <>
            <HeadCell>Time</HeadCell>
            <HeadCell>Model</HeadCell>
            <HeadCell isFigure>Tokens</HeadCell>
            <HeadCell isFigure>Cost</HeadCell>
          </>
        }
      >
        {sorted.map(({ bar, model, costNano, tokens }) => (
          <tr key={`${bar} ${model}`}>
            <Cell>{barName(period, bars[bar]!)}</Cell>
            <Cell>{modelWords(models[model]!).name}</Cell>
            <Cell isFigure>{tokenCount(tokens)}</Cell>
            <Cell isFigure>{dollars(costNano)}</Cell>
          </tr>
        ))}
      </Table>
    </details>
  )
}
