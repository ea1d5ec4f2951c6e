import { localTime, startOfDay } from '#metering/time_zone'
import type { UsagePeriod } from '#shared/protocol/usage'

const HOUR = 60 * 60 * 1000

/** A period on somebody's clocks, cut into the parts that become bars. */
export interface PeriodParts {
  date: string
  earlier: string
  later: string | null
  /** Names of the parts, and their limits: part `n` is from `limits[n]` up to and without `limits[n + 1]`. */
  names: string[]
  limits: number[]
  current: number | null
}

interface Day {
  year: number
  month: number
  day: number
}

/** Reads what stands in an address; anything that is no date of that period is the present one. */
export function readPeriod(
  period: UsagePeriod,
  date: string | undefined,
  zone: string,
  now: number
): PeriodParts {
  const today = localTime(zone, now)
  const first = startOf(period, parse(period, date) ?? today)
  const parts = period === 'day' ? hoursOf(zone, first) : daysOf(period, zone, first)
  const current = parts.limits.findLastIndex((limit) => limit <= now)
  const next = neighbour(period, first, 1)
  const isPast = compare(next, startOf(period, today)) <= 0
  return {
    ...parts,
    date: write(period, first),
    earlier: write(period, neighbour(period, first, -1)),
    later: isPast ? write(period, next) : null,
    current: current >= 0 && current < parts.names.length ? current : null,
  }
}

function hoursOf(zone: string, { year, month, day }: Day) {
  const start = startOfDay(zone, year, month, day)
  const end = startOfDay(zone, year, month, day + 1)
  const limits: number[] = []
  // 23 to 25 of them, as clocks are changed.
  for (let moment = start; moment < end; moment += HOUR) limits.push(moment)
  const names = limits.map((moment) => String(localTime(zone, moment).hour).padStart(2, '0'))
  return { names, limits: [...limits, end] }
}

function daysOf(period: UsagePeriod, zone: string, { year, month }: Day) {
  const isYear = period === 'year'
  const count = isYear ? 12 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  const indexes = Array.from({ length: count + 1 }, (_, index) => index)
  const limits = indexes.map((index) =>
    isYear ? startOfDay(zone, year, index + 1, 1) : startOfDay(zone, year, month, index + 1)
  )
  const names = indexes
    .slice(0, count)
    .map((index) =>
      isYear
        ? write('month', { year, month: index + 1, day: 1 })
        : write('day', { year, month, day: index + 1 })
    )
  return { names, limits }
}

const forms: Record<UsagePeriod, RegExp> = {
  day: /^(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  month: /^(20\d\d)-(0[1-9]|1[0-2])$/,
  year: /^(20\d\d)$/,
}

function parse(period: UsagePeriod, date: string | undefined): Day | null {
  const match = forms[period].exec(date ?? '')
  if (!match) return null
  return normal(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1))
}

function startOf(period: UsagePeriod, { year, month, day }: Day): Day {
  return {
    year,
    month: period === 'year' ? 1 : month,
    day: period === 'day' ? day : 1,
  }
}

function neighbour(period: UsagePeriod, { year, month, day }: Day, step: number): Day {
  if (period === 'year') return normal(year + step, 1, 1)
  return period === 'month' ? normal(year, month + step, 1) : normal(year, month, day + step)
}

function normal(year: number, month: number, day: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function write(period: UsagePeriod, { year, month, day }: Day): string {
  const parts = [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
  return parts.slice(0, { year: 1, month: 2, day: 3 }[period]).join('-')
}

function compare(one: Day, other: Day): number {
  return one.year - other.year || one.month - other.month || one.day - other.day
}
