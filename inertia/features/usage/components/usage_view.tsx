import { Info } from 'lucide-react'
import type { UsagePeriod, UsageReport } from '#shared/protocol/usage'
import { periodName, smallPrint } from '../usage_words'
import { UsageByChat } from './usage_by_chat'
import { UsageByModel } from './usage_by_model'
import { UsageChart } from './usage_chart'
import { UsageTotals } from './usage_totals'

export function UsageView({ report }: { report: UsageReport }) {
  if (report.total.calls === 0) return <NoUsage report={report} />
  return (
    <>
      <UsageTotals {...report} />
      <UsageChart report={report} />
      <UsageByModel report={report} />
      <p className="mt-4 flex gap-2 text-xs text-muted-foreground">
        <Info size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
        {smallPrint(report.total)}
      </p>
      <UsageByChat report={report} />
    </>
  )
}

const present: Record<UsagePeriod, string> = {
  day: 'today',
  month: 'this month',
  year: 'this year',
}

function NoUsage({ report: { period, date, currentBar } }: { report: UsageReport }) {
  return (
    <div className="mt-10">
      <p className="text-base font-[600]">
        {currentBar === null
          ? `Nothing was asked ${period === 'day' ? 'on' : 'in'} ${periodName(period, date)}.`
          : `Nothing asked ${present[period]} yet.`}
      </p>
      <p className="mt-1 text-muted-foreground">
        Every answer is counted here with its tokens and what it really cost.
      </p>
    </div>
  )
}
