/**
 * A provider's cost in US dollars as integer nano-dollars, rounded half up; null when it is not a cost
 * (absent, negative, not a number, or beyond what an integer holds exactly).
 */
export function nanoDollars(usd: unknown): number | null {
  const dollars = typeof usd === 'string' && usd.trim() !== '' ? Number(usd) : usd
  if (typeof dollars !== 'number' || !(dollars >= 0)) return null
  const nano = Math.round(dollars * 1e9)
  return Number.isSafeInteger(nano) ? nano : null
}
