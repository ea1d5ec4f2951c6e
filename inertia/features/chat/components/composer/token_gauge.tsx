import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { UNKNOWN_CONTEXT_LENGTH } from '#shared/policies/context_window'
import { costOf, count, isFree, roughDollars, shortCount } from '../../model_cost'
import type { NextContext } from '../../next_context'

const NEARLY_FULL = 0.8

interface TokenGaugeProps {
  next: NextContext
  model: BootstrapModel | undefined
  /** Tokens that the answer is expected to have. */
  output: number
}

/** How much of the model's window the next question takes, and about what its answer costs. Both are estimates. */
export function TokenGauge({ next, model, output }: TokenGaugeProps) {
  const { tokens, contextLength, isFull } = next
  const share = tokens / (contextLength ?? UNKNOWN_CONTEXT_LENGTH)
  const isWarning = contextLength !== null && (share >= NEARLY_FULL || isFull)
  const cost = costWords(model, tokens, output)
  const words = [
    contextLength === null
      ? `About ${count(tokens)} tokens with the next question`
      : `About ${count(tokens)} of ${count(contextLength)} tokens with the next question`,
    cost === null ? null : `its answer costs ${cost}`,
  ]
  return (
    <span
      role="img"
      aria-label={words.filter(Boolean).join('; ')}
      title={words.filter(Boolean).join('; ')}
      className="gauge flex h-8 shrink-0 items-center gap-2 px-2 text-xs whitespace-nowrap text-muted-foreground tabular-nums"
    >
      {contextLength !== null && (
        <span className="block h-1 w-11 overflow-hidden rounded-full bg-border-strong max-[420px]:w-8">
          <span
            className={`block h-full rounded-full ${isWarning ? 'bg-warning' : 'bg-link'}`}
            style={{ width: `${isFull ? 100 : Math.min(100, Math.max(2, share * 100))}%` }}
          />
        </span>
      )}
      <span className={`max-sm:hidden ${isWarning ? 'text-warning' : ''}`}>
        {shortCount(tokens)}
        {contextLength !== null && ` / ${shortCount(contextLength)}`}
      </span>
      {cost !== null && <span className="max-sm:hidden">{cost}</span>}
    </span>
  )
}

function costWords(
  model: BootstrapModel | undefined,
  tokens: number,
  output: number
): string | null {
  if (!model?.pricing || isFree(model.pricing)) return null
  return `about ${roughDollars(costOf(model.pricing, tokens, output))}`
}
