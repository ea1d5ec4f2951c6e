const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes as people read them: `31 kB`, `4.1 MB`, `5 GB`. */
export function fileSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit >= 2 && value < 99.95 ? 1 : 0
  return `${Number(value.toFixed(digits))} ${units[unit]}`
}
