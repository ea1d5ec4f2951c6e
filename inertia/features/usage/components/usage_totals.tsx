import type { UsageReport, UsageSums } from '#shared/protocol/usage'
import { costWords, count, tokenCount } from '../usage_words'

/** What was spent, by whoever paid it. */
export function UsageTotals({ total, ownKey, operator }: UsageReport) {
  const payers = [
    { title: 'Spent on your own keys', sums: ownKey },
    { title: 'Paid by this Loft', sums: operator },
  ].filter(({ sums }) => sums.calls > 0)
  return (
    <div className="flex flex-wrap gap-x-14 gap-y-5">
      <dl className="flex flex-wrap gap-x-14 gap-y-5">
        {payers.map(({ title, sums }) => (
          <Cost key={title} title={title} sums={sums} isOnly={payers.length === 1} />
        ))}
      </dl>
      <dl className="flex flex-wrap gap-x-8 gap-y-4 self-end pb-1">
        <Figure title="Calls">{count(total.calls)}</Figure>
        <Figure title="Tokens in">{tokenCount(total.inputTokens)}</Figure>
        <Figure title="Tokens out">{tokenCount(total.outputTokens)}</Figure>
      </dl>
    </div>
  )
}

function Cost({ title, sums, isOnly }: { title: string; sums: UsageSums; isOnly: boolean }) {
  return (
    <div className="flex flex-col">
      <dt className="text-muted-foreground">{title}</dt>
      <dd
        className={`mt-2 leading-none font-[600] tracking-display tabular-nums ${isOnly ? 'text-[3.25rem] max-sm:text-3xl' : 'text-3xl'}`}
      >
        {costWords(sums)}
      </dd>
    </div>
  )
}

function Figure({ title, children }: { title: string; children: string }) {
  return (
    <div className="flex flex-col">
      <dt className="text-xs text-muted-foreground">{title}</dt>
      <dd className="text-base font-[550] tabular-nums">{children}</dd>
    </div>
  )
}
