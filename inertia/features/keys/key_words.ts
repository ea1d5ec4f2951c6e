import { providerTitles } from '#shared/model_id'
import type { KeyLimitsView, KeyView } from '#shared/protocol/keys_page'

export const titleOf = ({ name, provider }: Pick<KeyView, 'name' | 'provider'>) =>
  name ?? providerTitles[provider]

const MINUTE = 60_000
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'always', style: 'short' })

/** `just now`, `3 min ago`, `2 days ago`. */
export function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / MINUTE)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 60 * 24) return relative.format(-Math.round(minutes / 60), 'hour')
  return relative.format(-Math.round(minutes / 60 / 24), 'day')
}

/** `$12.40`; `$20` when there is nothing behind the point. */
export function dollars(nano: number): string {
  const amount = nano / 1e9
  return `$${amount.toFixed(Number.isInteger(amount) ? 0 : 2)}`
}

export interface Fact {
  name: string
  value: string
  /** Behind the value, in a whisper. */
  of?: string
}

/** What stands below a key that works. */
export function factsOf({ limits, modelCount, lastUsedAt }: KeyView, now: number): Fact[] {
  return [
    ...(limits ? moneyOf(limits) : []),
    { name: 'Models', value: String(modelCount) },
    { name: 'Last used', value: lastUsedAt === null ? 'not yet' : ago(lastUsedAt, now) },
  ]
}

function moneyOf({ limitNano, remainingNano, monthNano }: KeyLimitsView): Fact[] {
  const left =
    limitNano === null || remainingNano === null
      ? { value: 'No limit' }
      : { value: dollars(remainingNano), of: `of ${dollars(limitNano)}` }
  const month = monthNano === null ? [] : [{ name: 'This month', value: dollars(monthNano) }]
  return [{ name: 'Left on the key', ...left }, ...month]
}
