import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { draftText } from '../../composer_text'
import type { ComposerPort } from '../../composer_port'
import { costOf, expectedOutput, isFree, roughDollars, shortCount } from '../../model_cost'

interface NextAnswerCostProps {
  model: BootstrapModel
  port: ComposerPort
  /** Tokens that this person usually gets of this model. */
  usualOutput: number | null
}

export function NextAnswerCost({ model, port, usualOutput }: NextAnswerCostProps) {
  const next = port.contextFor(model.id, {}, draftText())
  const output = expectedOutput(usualOutput, port.settings.maxOutputTokens, model)
  const { pricing } = model
  const cost =
    pricing === null
      ? 'not known'
      : isFree(pricing)
        ? 'free'
        : `about ${roughDollars(costOf(pricing, next.tokens, output))}`
  return (
    <div className="mt-4 rounded-lg bg-card px-3 py-2.5 inset-ring inset-ring-border">
      <p className="flex justify-between gap-1.5 whitespace-nowrap">
        <span className="truncate text-xs leading-5 text-muted-foreground">
          This chat, next answer
        </span>
        <span className="font-[600] tabular-nums">{cost}</span>
      </p>
      <p className="mt-0.5 text-xs text-muted-foreground">
        {next.isFitting
          ? `${shortCount(next.tokens)} tokens in, ${shortCount(output)} out`
          : 'The question is longer than this model reads'}
      </p>
    </div>
  )
}
