import { useDeferredValue } from 'react'
import { providerTitles } from '#shared/model_id'
import type { BootstrapModel, ModelPricing } from '#shared/protocol/bootstrap'
import { commandKey } from '~/lib/command_key'
import { Monogram } from '~/components/monogram'
import { seconds } from '../../answer_facts'
import type { ComposerPort } from '../../composer_port'
import { useUsualAnswer } from '../../hooks/use_usual_answer'
import { count, dollars, isFree, price } from '../../model_cost'
import { CostBars } from './cost_bars'
import { FavouriteStar, makerOf } from './model_row'
import { NextAnswerCost } from './next_answer_cost'
import { StartsChats } from './starts_chats'

interface ModelFactsProps {
  model: BootstrapModel
  port: ComposerPort | null
  isFavourite: boolean
  onFavour: (model: string) => void
}

/** What is known of the active model: by its provider, and from this person's own answers. */
export function ModelFacts({ model, port, isFavourite, onFavour }: ModelFactsProps) {
  // Holding an arrow key down must not ask the database at every model on the way.
  const settled = useDeferredValue(model)
  const usual = useUsualAnswer(settled.id)
  const { pricing, contextLength, maxOutputTokens } = model
  const maker = makerOf(model)
  const provider = providerTitles[model.provider]
  const facts: [string, string | null][] = [
    ['Your usual answer', usual.costNano === null ? null : dollars(usual.costNano)],
    ['First word after', usual.firstTokenMs === null ? null : seconds(usual.firstTokenMs)],
    ['Speed', usual.tokensPerSecond === null ? null : `${usual.tokensPerSecond} tok/s`],
    ['Context', contextLength === null ? 'not known' : `${count(contextLength)} tokens`],
    ['Longest answer', maxOutputTokens === null ? null : `${count(maxOutputTokens)} tokens`],
    ['Per million', pricing && bothPrices(pricing)],
    ['Cached input', cachedPrice(model)],
  ]

  return (
    <aside
      aria-label="About this model"
      className="flex min-h-0 flex-col overflow-y-auto bg-muted p-4 [scrollbar-width:thin] max-[760px]:hidden"
    >
      <div className="flex items-center gap-2.5">
        <Monogram name={maker} isLarge />
        <div className="min-w-0 flex-1">
          <h2 className="text-base leading-5 font-[600] break-words">{model.name}</h2>
          <p className="truncate text-muted-foreground">
            {maker === provider ? provider : `${maker}, via ${provider}`}
          </p>
        </div>
        <button
          type="button"
          aria-label="Favourite"
          title={`Favourite (${commandKey} S)`}
          aria-pressed={isFavourite}
          onClick={() => onFavour(model.id)}
          className="-mr-1.5 grid size-7 shrink-0 place-items-center rounded-md hover:bg-accent pointer-coarse:size-11"
        >
          <FavouriteStar isOn={isFavourite} />
        </button>
      </div>
      {model.description && (
        <p className="mt-3 line-clamp-4 shrink-0 text-muted-foreground">{model.description}</p>
      )}
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{name}</dt>
                <dd className="text-right font-[500] tabular-nums">{value}</dd>
              </div>
            )
        )}
      </dl>
      {port && <NextAnswerCost model={model} port={port} usualOutput={usual.outputTokens} />}
      <StartsChats model={model} />
      <CostBars costs={usual.costs} />
    </aside>
  )
}

const bothPrices = (pricing: ModelPricing) =>
  isFree(pricing) ? 'free' : `${price(pricing.input)} in, ${price(pricing.output)} out`

const perMillion = (nano: number) => (nano === 0 ? 'free' : `${price(nano)} / M`)

function cachedPrice({ pricing }: BootstrapModel): string | null {
  if (pricing === null || pricing.cachedInput === pricing.input) return null
  return perMillion(pricing.cachedInput)
}
