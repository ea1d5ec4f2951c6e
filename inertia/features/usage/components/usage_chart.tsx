import { useState } from 'react'
import type { UsageReport } from '#shared/protocol/usage'
import { Choice, type Option } from '~/components/choice'
import {
  heightOf,
  marksFor,
  segmentsOf,
  seriesColours,
  seriesOf,
  type Measure,
  type Segment,
} from '../usage_chart'
import { barLabel, barName, barUnit, dollarMarks, modelWords, tokenCount } from '../usage_words'
import { UsageFigures } from './usage_figures'

const measures: readonly Option<Measure>[] = [
  { value: 'cost', name: 'Cost' },
  { value: 'tokens', name: 'Tokens' },
]

export function UsageChart({ report }: { report: UsageReport }) {
  const [chosen, setMeasure] = useState<Measure | null>(null)
  // Where nothing costs anything, tokens are what there is to see.
  const measure = chosen ?? (report.total.costNano > 0 ? 'cost' : 'tokens')
  const bars = segmentsOf(report, measure)
  const marks = marksFor(Math.max(...bars.map(heightOf)))
  const top = marks.at(-1) || 1
  const markWords = measure === 'cost' ? dollarMarks(marks) : marks.map(tokenCount)
  const title = `${measure === 'cost' ? 'Cost' : 'Tokens'} per ${barUnit[report.period]}`
  return (
    <section aria-label={title} className="mt-8">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-[600]">{title}</h2>
        <Choice label="Measure" options={measures} value={measure} onChange={setMeasure} />
        <Legend report={report} />
      </div>
      <div
        role="img"
        aria-label={`${title} by model. The figures are in the table below.`}
        className="flex"
      >
        <div className="min-w-0 flex-1">
          <div className="relative h-50">
            {marks.map((mark) => (
              <div
                key={mark}
                className="absolute inset-x-0 border-t"
                style={{ bottom: `${(mark / top) * 100}%` }}
              />
            ))}
            <div className="absolute inset-0 flex items-end gap-[3px] sm:gap-2.5">
              {bars.map((segments, index) => (
                <Bar key={report.bars[index]} segments={segments} top={top} />
              ))}
            </div>
          </div>
          <div className="mt-2 flex gap-[3px] text-2xs text-muted-foreground sm:gap-2.5">
            {bars.map((_, index) => (
              <span
                key={report.bars[index]}
                title={barName(report.period, report.bars[index]!)}
                className={`flex h-4 min-w-0 flex-1 justify-center whitespace-nowrap ${index === report.currentBar ? 'font-[650] text-foreground' : ''}`}
              >
                {barLabel(report, index)}
              </span>
            ))}
          </div>
        </div>
        <div className="relative ml-2 h-50 w-13 text-2xs text-muted-foreground tabular-nums">
          {marks.map((mark, index) => (
            <span
              key={mark}
              className="absolute left-0 translate-y-1/2"
              style={{ bottom: `${(mark / top) * 100}%` }}
            >
              {markWords[index]}
            </span>
          ))}
        </div>
      </div>
      <UsageFigures report={report} />
    </section>
  )
}

function Bar({ segments, top }: { segments: Segment[]; top: number }) {
  const height = (heightOf(segments) / top) * 100
  return (
    <div className="flex h-full min-w-0 flex-1 flex-col justify-end">
      <div className="flex flex-col-reverse gap-[1.5px]" style={{ height: `${height}%` }}>
        {segments.map(({ series, value }) => (
          <div
            key={series}
            className={`min-h-px rounded-[2px] forced-colors:bg-[CanvasText] ${seriesColours[series]!.fill}`}
            style={{ flexGrow: value, flexBasis: 0 }}
          />
        ))}
      </div>
    </div>
  )
}

/** Models beyond the fourth share a colour, and its name. */
function Legend({ report: { models } }: { report: UsageReport }) {
  const last = seriesColours.length - 1
  return (
    <ul className="ml-auto flex min-w-0 flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {models.slice(0, seriesColours.length).map((model, index) => (
        <li key={`${model.provider}:${model.model}`} className="flex min-w-0 items-center gap-1.5">
          <span
            className={`size-2.25 shrink-0 rounded-[2px] ${seriesColours[seriesOf(index)]!.fill}`}
          />
          <span className="truncate">
            {index === last && models.length > seriesColours.length
              ? `${models.length - last} more`
              : modelWords(model).name}
          </span>
        </li>
      ))}
    </ul>
  )
}
