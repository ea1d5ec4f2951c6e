import type { BootstrapModel, ModelPricing } from '#shared/protocol/bootstrap'

/** Assumed while a person has had no answer of a model. */
const USUAL_OUTPUT = 1_000

const figures = new Intl.NumberFormat('en-GB')

export const count = (value: number) => figures.format(value)

/** 2,400 reads as 2.4k, 200,000 as 200k, 1,048,576 as 1M. */
export function shortCount(value: number): string {
  if (value < 1_000) return String(value)
  if (value < 999_500) return `${rounded(value / 1_000)}k`
  return `${rounded(value / 1_000_000)}M`
}

const rounded = (value: number) =>
  String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

/** Dollars with as many places as a figure this small needs. */
export function dollars(costNano: number): string {
  const value = costNano / 1e9
  if (value === 0) return '$0'
  return `$${value.toFixed(value >= 1 ? 2 : value >= 0.01 ? 4 : 6)}`
}

/** A price per million tokens: $3, $0.25, free. */
export function price(nanoPerMillion: number): string {
  if (nanoPerMillion === 0) return 'free'
  const value = nanoPerMillion / 1e9
  if (Number.isInteger(value)) return `$${value}`
  return `$${value.toFixed(3).replace(/0$/, '')}`
}

/** An estimate is never told more exactly than it is known: $0.02, $0.0004, $1.3. */
export function roughDollars(costNano: number): string {
  const value = costNano / 1e9
  if (value === 0) return '$0'
  if (value < 0.00001) return 'less than $0.00001'
  const places = Math.max(2, -Math.floor(Math.log10(value)))
  return `$${value.toFixed(value >= 0.1 ? 2 : places)}`
}

/** Tokens of the next answer: what this person usually gets, within what the model and the settings allow. */
export function expectedOutput(
  usual: number | null,
  most: number | undefined,
  model: BootstrapModel | undefined
): number {
  return Math.min(usual ?? USUAL_OUTPUT, most ?? Infinity, model?.maxOutputTokens ?? Infinity)
}

/** Nano-dollars. Caching can only make it cheaper. */
export function costOf(pricing: ModelPricing, inputTokens: number, outputTokens: number): number {
  const perMillion = pricing.input * inputTokens + pricing.output * outputTokens
  return Math.round(perMillion / 1e6 + pricing.perRequest)
}

export const isFree = ({ input, output, perRequest }: ModelPricing) =>
  input === 0 && output === 0 && perRequest === 0
