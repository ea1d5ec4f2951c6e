import type { UsageReport } from '#shared/protocol/usage'
import { seriesColours, seriesOf } from '../usage_chart'
import { costWords, count, modelWords, tokenCount } from '../usage_words'
import { Cell, HeadCell, Table } from './table'

export function UsageByModel({ report: { models, total } }: { report: UsageReport }) {
  return (
    <Table
      label="By model"
      head={
        <>
          <HeadCell>Model</HeadCell>
          <HeadCell isFigure>Calls</HeadCell>
          <HeadCell isFigure>Tokens in</HeadCell>
          <HeadCell isFigure>Tokens out</HeadCell>
          <HeadCell>Share of cost</HeadCell>
          <HeadCell isFigure>Cost</HeadCell>
        </>
      }
    >
      {models.map((sums, index) => {
        const { name, provider } = modelWords(sums)
        const share = total.costNano > 0 ? (sums.costNano / total.costNano) * 100 : 0
        return (
          <tr key={`${sums.provider}:${sums.model}`}>
            <Cell isWide>
              <span className="flex flex-col py-1">
                <b className="font-[550] [overflow-wrap:anywhere]">{name}</b>
                <span className="text-xs text-muted-foreground">{provider}</span>
              </span>
            </Cell>
            <Cell isFigure>{count(sums.calls)}</Cell>
            <Cell isFigure isMuted>
              {tokenCount(sums.inputTokens)}
            </Cell>
            <Cell isFigure isMuted>
              {tokenCount(sums.outputTokens)}
            </Cell>
            <Cell>
              <span className="sr-only">{Math.round(share)} %</span>
              <span aria-hidden="true" className="block h-1.5 w-24 sm:w-45">
                <span
                  className={`block h-full min-w-0.5 rounded-full ${seriesColours[seriesOf(index)]!.fill}`}
                  style={{ width: `${share}%` }}
                />
              </span>
            </Cell>
            <Cell isFigure>
              <b className="font-[600]">{costWords(sums)}</b>
            </Cell>
          </tr>
        )
      })}
    </Table>
  )
}
