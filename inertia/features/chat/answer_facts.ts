import type { Row } from '#shared/tables/tables'
import { readMetadata } from '#shared/tables/message_metadata'
import { count, dollars } from './model_cost.js'
import { speedOf } from './usual_answer.js'

type Answer = Pick<
  Row<'messages'>,
  'metadata' | 'cost_nano' | 'cost_is_estimate' | 'output_tokens' | 'input_tokens'
>

/** The whispered line under an answer: only what the provider said, and a guess is called one. */
export function answerFacts(answer: Answer): string[] {
  const { latencyMs = null, firstTokenMs = null } = readMetadata(answer.metadata)
  const tokens = answer.output_tokens
  const speed = speedOf({
    ...{ output_tokens: tokens, first_token_ms: firstTokenMs, latency_ms: latencyMs },
  })
  const facts: string[] = []
  if (answer.cost_nano !== null) {
    facts.push(dollars(answer.cost_nano) + (answer.cost_is_estimate === 1 ? ' estimate' : ''))
  }
  if (tokens !== null) facts.push(`${count(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`)
  if (speed !== null) facts.push(`${count(speed)} tok/s`)
  if (firstTokenMs !== null) facts.push(`first word ${seconds(firstTokenMs)}`)
  return facts
}

export const seconds = (milliseconds: number) =>
  milliseconds < 100 ? 'under 0.1 s' : `${(milliseconds / 1000).toFixed(1)} s`

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
