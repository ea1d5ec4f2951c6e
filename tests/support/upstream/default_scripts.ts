import { text, tokens, type Step } from '#tests/support/upstream/steps'
import type { RecordedRequest } from '#tests/support/upstream/recorded_request'

/** Repeats the last user message word by word. */
export function echoScript(request: RecordedRequest): Step[] {
  const words = request.question.match(/\S+\s*/g) ?? ['(nothing)']
  return [tokens(words)]
}

export function titleScript(): Step[] {
  return [text('A scripted title')]
}

const BENCH_MODEL = /^bench-(\d+)x(\d+)(-stamped)?$/

/**
 * `bench-40x200` answers with 200 chunks at 40 chunks per second. With `-stamped` every chunk
 * is the time it was sent (` 1790000000000.123`, Unix milliseconds), to measure latency with.
 */
export function benchScript(model: string): Step[] | null {
  const match = BENCH_MODEL.exec(model)
  if (!match) return null
  const [, perSecond, count, isStamped] = match
  const stamp = () => ` ${(performance.timeOrigin + performance.now()).toFixed(3)}`
  const chunks = Array.from({ length: Number(count) }, (_, index) =>
    isStamped ? stamp : `word${index} `
  )
  return [tokens(chunks, { everyMs: 1000 / Number(perSecond) })]
}
