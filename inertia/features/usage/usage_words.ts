import { providerTitles, type ProviderName } from '#shared/model_id'
import type { UsagePeriod, UsageReport, UsageSums } from '#shared/protocol/usage'
import type { NamedModel } from './model_titles'

const compact = new Intl.NumberFormat('en-GB', {
  notation: 'compact',
  maximumSignificantDigits: 3,
})
const whole = new Intl.NumberFormat('en-GB')

/** Nano-dollars as dollars, with as many places as a figure this small needs. */
export function dollars(nano: number): string {
  const value = nano / 1e9
  return withPlaces(value, value === 0 || value >= 0.1 ? 2 : value >= 0.001 ? 4 : 6)
}

/** Marks of an axis as dollars, all with the places that the smallest step needs. */
export function dollarMarks(marks: readonly number[]): string[] {
  const step = (marks[1] ?? 1e9) / 1e9
  const places = Math.max(2, Math.ceil(-Math.log10(step) - 1e-9))
  return marks.map((mark) => withPlaces(mark / 1e9, places))
}

const withPlaces = (value: number, places: number) =>
  `$${value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places })}`

/** 1.04M, 321k. */
export const tokenCount = (tokens: number): string => compact.format(tokens)
export const count = (value: number): string => whole.format(value)

/** What sums cost, in words: never a figure that nobody knows. */
export function costWords({ calls, costNano, unknownCalls, estimatedCalls }: UsageSums): string {
  if (calls > 0 && unknownCalls === calls) return 'unknown'
  if (costNano === 0) return unknownCalls > 0 ? 'partly unknown' : 'free'
  return estimatedCalls > 0 ? `≈ ${dollars(costNano)}` : dollars(costNano)
}

/** What no catalogue names: `openai/gpt-5-mini` reads as `gpt-5-mini`. Who was asked stands beside it. */
export function modelWords({ provider, model, title }: NamedModel) {
  return {
    name: title ?? (model.slice(model.lastIndexOf('/') + 1) || model),
    provider: providerTitles[provider as ProviderName] ?? provider,
  }
}

/** The name of a period: `21 November 2026`, `November 2026`, `2026`. */
export function periodName(period: UsagePeriod, date: string): string {
  if (period === 'year') return date
  const options: Intl.DateTimeFormatOptions =
    period === 'day'
      ? { day: 'numeric', month: 'long', year: 'numeric' }
      : { month: 'long', year: 'numeric' }
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(date))
}

/** The name of a bar where there is room for it. */
export function barName(period: UsagePeriod, bar: string): string {
  if (period === 'day') return `${bar}:00`
  const options: Intl.DateTimeFormatOptions =
    period === 'month' ? { day: 'numeric', month: 'short' } : { month: 'long' }
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(bar))
}

/** What stands under a bar; empty where the next label would touch it. */
export function barLabel({ period, bars, currentBar }: UsageReport, index: number): string {
  const bar = bars[index]!
  if (period === 'year') return barName('year', bar).slice(0, 3)
  if (index === currentBar) return period === 'day' ? 'Now' : 'Today'
  // The label of the present is wide: those beside it give way.
  if (currentBar !== null && Math.abs(index - currentBar) < 3) return ''
  if (period === 'day') return Number(bar) % 6 === 0 ? bar : ''
  const day = Number(bar.slice(-2))
  return day === 1 || day % 5 === 0 ? String(day) : ''
}

export const barUnit: Record<UsagePeriod, string> = { day: 'hour', month: 'day', year: 'month' }

/** The small print: where the figures are from, and what is not in them. */
export function smallPrint({ calls, estimatedCalls, estimatedNano, unknownCalls }: UsageSums) {
  const sentences = ['Costs are the providers’ own figures, in US dollars.']
  if (estimatedCalls > 0) {
    const are = estimatedCalls === 1 ? 'call is an estimate' : 'calls are estimates'
    const until = estimatedCalls === 1 ? 'it' : 'them'
    sentences.push(
      `${count(estimatedCalls)} ${are} (${dollars(estimatedNano)}) until the provider confirms ${until}.`
    )
  }
  if (unknownCalls > 0 && unknownCalls < calls) {
    sentences.push(
      `What ${count(unknownCalls)} of ${count(calls)} calls cost is unknown and not in the sums.`
    )
  }
  sentences.push('Titles of chats and attempts that failed count too.')
  return sentences.join(' ')
}
