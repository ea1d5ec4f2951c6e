const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** A waiting time as a person reads it, never shorter than it is. */
export function waitInWords(seconds: number): string {
  if (seconds < 90) return plural(Math.max(1, Math.ceil(seconds)), 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? plural(minutes, 'minute') : plural(Math.ceil(minutes / 60), 'hour')
}
