import { router } from '@inertiajs/react'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import type { UsagePeriod, UsageReport } from '#shared/protocol/usage'
import { Button, IconButton } from '~/components/button'
import { Choice, type Option } from '~/components/choice'
import { downloadText } from '~/lib/download_text'
import { usageCsv } from '../usage_csv'
import { periodName } from '../usage_words'

const periods: readonly Option<UsagePeriod>[] = [
  { value: 'day', name: 'Day' },
  { value: 'month', name: 'Month' },
  { value: 'year', name: 'Year' },
]

const show = (period: UsagePeriod, date?: string) =>
  router.get(
    '/usage',
    { period, ...(date === undefined ? {} : { date }) },
    { replace: true, preserveScroll: true, preserveState: true }
  )

export function UsageControls({ report }: { report: UsageReport }) {
  const { period, date, earlier, later } = report
  const save = () => downloadText(`usage-${date}.csv`, usageCsv(report), 'text/csv')
  return (
    <>
      <Choice label="Period" options={periods} value={period} onChange={(next) => show(next)} />
      <span className="flex items-center">
        <IconButton label="Earlier" onClick={() => show(period, earlier)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </IconButton>
        <b aria-live="polite" className="min-w-[116px] text-center font-[550]">
          {periodName(period, date)}
        </b>
        <IconButton
          label="Later"
          disabled={later === null}
          onClick={() => later !== null && show(period, later)}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </IconButton>
      </span>
      <Button onClick={save} disabled={report.cells.length === 0}>
        <Download size={14} aria-hidden="true" />
        CSV
      </Button>
    </>
  )
}
