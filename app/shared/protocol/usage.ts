// Type aliases, not interfaces: only those count as JSON where Inertia checks props.

/** How long a usage report is: a day by hours, a month by days, a year by months. */
export type UsagePeriod = 'day' | 'month' | 'year'

/** Sums of calls. Costs are integer nano-dollars. */
export type UsageSums = {
  calls: number
  inputTokens: number
  outputTokens: number
  cachedTokens: number
  reasoningTokens: number
  costNano: number
  /** Of `calls`, those whose cost is a guess, and what was guessed. */
  estimatedCalls: number
  estimatedNano: number
  /** Of `calls`, those of which nobody knows what they cost. They are not in `costNano`. */
  unknownCalls: number
}

export type UsageByModel = UsageSums & {
  provider: string
  model: string
  /** As the catalogue calls it. Added in the browser, which has the catalogue. */
  title?: string
}

export type UsageByChat = UsageSums & {
  /** Null for everything that was asked in chats deleted since, or in none. */
  chatId: string | null
  title: string | null
}

/** One bar: what one model took in one part of the period. */
export type UsageCell = {
  /** Index into `bars`. */
  bar: number
  /** Index into `models`. */
  model: number
  costNano: number
  tokens: number
}

/** Props of the usage page. Everything is counted in the person's time zone. */
export type UsageReport = {
  period: UsagePeriod
  /** The period as it stands in the address: `2026`, `2026-11` or `2026-11-21`. */
  date: string
  earlier: string
  /** Null when it would lie in the future. */
  later: string | null
  zone: string
  /** Local names of the parts, in order: `2026-11`, `2026-11-21` or `13` (hours). */
  bars: string[]
  /** Index of the part that holds the present moment; null when it is another period. */
  currentBar: number | null
  cells: UsageCell[]
  total: UsageSums
  ownKey: UsageSums
  operator: UsageSums
  /** Dearest first. */
  models: UsageByModel[]
  chats: UsageByChat[]
  /** How many further chats there are, cheaper than those in `chats`. */
  moreChats: number
}
