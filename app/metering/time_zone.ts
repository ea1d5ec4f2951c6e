const DAY = 24 * 60 * 60 * 1000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether a name is a time zone that this machine knows; names come from browsers. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64 || !/^[A-Za-z0-9_+/-]+$/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** A moment on the clocks of a zone: months from 1. */
export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
}

export function localTime(zone: string, moment: number): LocalTime {
  const { year, month, day, hour } = partsOf(zone, moment)
  return { year, month, day, hour }
}

/**
 * The first moment of a day in a zone. Months and days may lie beyond their ends, as with `Date.UTC`. Where clocks jump over
 * midnight, the day starts with the jump; where midnight comes twice, with the first.
 */
export function startOfDay(zone: string, year: number, month: number, day: number): number {
  const wall = Date.UTC(year, month - 1, day)
  const before = offsetAt(zone, wall - DAY)
  const after = offsetAt(zone, wall + DAY)
  const candidates = [wall - before, wall - after].filter(
    (moment) => moment + offsetAt(zone, moment) === wall
  )
  return candidates.length > 0 ? Math.min(...candidates) : wall - Math.min(before, after)
}

/** Milliseconds that the clocks of the zone are ahead of UTC. */
function offsetAt(zone: string, moment: number): number {
  const { year, month, day, hour, minute, second } = partsOf(zone, moment)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}

function partsOf(zone: string, moment: number) {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)])
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format) return format
  format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  // Zones are named by whoever asks; there are a few hundred, but aliases and offsets make more.
  if (formats.size > 500) formats.clear()
  formats.set(zone, format)
  return format
}
