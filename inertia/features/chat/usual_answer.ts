/** One past answer, without its text. */
export interface PastAnswer {
  cost_nano: number | null
  output_tokens: number | null
  first_token_ms: number | null
  latency_ms: number | null
}

/** What a person usually gets of a model, from their own last answers; null where none of them says. */
export interface UsualAnswer {
  costNano: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  tokensPerSecond: number | null
  /** Nano-dollars, oldest first. */
  costs: number[]
}

/** `answers` newest first. */
export function usualAnswer(answers: readonly PastAnswer[]): UsualAnswer {
  const costs = answers.map((answer) => answer.cost_nano).filter((cost) => cost !== null)
  return {
    costNano: median(costs),
    outputTokens: median(answers.map((answer) => answer.output_tokens)),
    firstTokenMs: median(answers.map((answer) => answer.first_token_ms)),
    tokensPerSecond: median(answers.map(speedOf)),
    costs: costs.toReversed(),
  }
}

/** Tokens per second after the first; null when it was too short to tell. */
export function speedOf(answer: Omit<PastAnswer, 'cost_nano'>): number | null {
  const { output_tokens: tokens, first_token_ms: first, latency_ms: latency } = answer
  if (tokens === null || latency === null || latency - (first ?? 0) <= 100) return null
  return Math.round(tokens / ((latency - (first ?? 0)) / 1000))
}

/** Of an even number the lower one in the middle: a figure that really was. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  return known[Math.floor((known.length - 1) / 2)] ?? null
}
