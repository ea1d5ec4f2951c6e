import type { Row } from '#shared/tables/tables'
import { readMetadata } from '#shared/tables/message_metadata'

const count = new Intl.NumberFormat('en-GB')

/** Dollars with as many places as a figure this small needs. */
export function dollars(costNano: number): string {
  const value = costNano / 1e9
  if (value === 0) return '$0'
  return `$${value.toFixed(value >= 1 ? 2 : value >= 0.01 ? 4 : 6)}`
}

/** The whispered line under an answer: only what the provider said. */
export function answerFacts(answer: Row<'messages'>): string[] {
  const { latencyMs, firstTokenMs } = readMetadata(answer.metadata)
  const tokens = answer.output_tokens
  const facts: string[] = []
  if (answer.cost_nano !== null) facts.push(dollars(answer.cost_nano))
  if (tokens !== null) facts.push(`${count.format(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`)
  if (tokens !== null && latencyMs && latencyMs - (firstTokenMs ?? 0) > 100) {
    const seconds = (latencyMs - (firstTokenMs ?? 0)) / 1000
    facts.push(`${Math.round(tokens / seconds)} tok/s`)
  }
  if (latencyMs) facts.push(`${(latencyMs / 1000).toFixed(1)} s`)
  return facts
}

/** "3 minutes", "2 days": how long ago, in the largest unit that fits. */
export function ago(since: number, now = Date.now()): string {
  const minutes = Math.max(1, Math.round((now - since) / 60_000))
  const hours = Math.round(minutes / 60)
  const [figure, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : hours < 48
        ? [hours, 'hour']
        : [Math.round(hours / 24), 'day']
  return `${figure} ${unit}${figure === 1 ? '' : 's'}`
}
