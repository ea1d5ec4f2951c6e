const DECIMAL = /^(\d{1,20})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/

/** Places between US dollars per token and nano-dollars per million tokens: 1e9 and 1e6. */
const PER_MILLION_PLACES = 15
/** Places between US dollars and nano-dollars. */
const NANO_PLACES = 9

/** A provider's price in US dollars per token as nano-dollars per million tokens; null when it is none. */
export function nanoPerMillion(usdPerToken: unknown): number | null {
  return scaleDecimal(usdPerToken, PER_MILLION_PLACES)
}

/** A price in US dollars for one thing as nano-dollars; null when it is none. */
export function nanoEach(usd: unknown): number | null {
  return scaleDecimal(usd, NANO_PLACES)
}

/**
 * The decimal times 10^places as an integer, rounded half up, without ever being a floating-point number; null when it is no
 * decimal from zero on or does not fit. A number is taken as JSON shows it: with the digits it was written with.
 */
function scaleDecimal(value: unknown, places: number): number | null {
  const match = DECIMAL.exec(typeof value === 'number' ? String(value) : asText(value))
  if (!match) return null
  const [, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  const shift = places + Number(exponent) - fraction.length
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, -shift)
  return scaled <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(scaled) : null
}

function divideHalfUp(digits: bigint, places: number): bigint {
  const divisor = 10n ** BigInt(places)
  return (digits * 2n + divisor) / (divisor * 2n)
}

const asText = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
