import type { Figure } from '#tests/bench/scenario'

/** The smallest sample that `share` of all samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('Nothing was measured')
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

export const digits = (value: number): string =>
  value.toFixed(Math.abs(value) < 20 && !Number.isInteger(value) ? 1 : 0)

/** Percentiles in words. */
export function spread(samples: readonly number[]): string {
  const at = (share: number) => digits(percentile(samples, share))
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}, n ${samples.length}`
}

/** A duration whose p95 counts. */
export function timing(name: string, samples: readonly number[], most?: number): Figure {
  return { name, value: percentile(samples, 0.95), unit: 'ms', most, detail: spread(samples) }
}

/** How many times as large the first median is. */
export function ratio(of: readonly number[], to: readonly number[]): string {
  return `${(median(of) / median(to)).toFixed(2)}×`
}
