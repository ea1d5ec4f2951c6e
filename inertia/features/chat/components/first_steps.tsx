import { ArrowRight, ChevronRight } from 'lucide-react'
import { PageLink } from '~/components/page_link'
import { findModel, useModels } from '../models_context'

/** How the first answers are paid for. Nothing for somebody who has connected models already. */
export function FirstSteps() {
  const { models, defaultModel } = useModels()
  if (models.some(({ provider }) => provider !== 'server')) return null
  const model = findModel(models, defaultModel)
  return (
    <div className="mt-7 max-w-[660px]">
      <div className="grid gap-3 sm:grid-cols-2">
        <button
          type="button"
          onClick={writeFirstQuestion}
          className="group rounded-xl bg-primary px-4.5 py-3.5 text-left text-primary-foreground shadow-sm transition-colors hover:bg-primary-hover active:scale-99"
        >
          <span className="flex items-center justify-between text-base font-[600]">
            Start chatting
            <ArrowRight size={18} aria-hidden="true" />
          </span>
          <span className="mt-0.5 block text-primary-foreground/85">
            {model?.isDemo
              ? 'A demonstration answers until a model is connected.'
              : 'This Loft has a model. No account, no card.'}
          </span>
        </button>
        <PageLink
          href="/settings/keys"
          className="rounded-xl border border-border-strong bg-card px-4.5 py-3.5 text-card-foreground shadow-sm transition-colors hover:bg-accent"
        >
          <span className="flex items-center justify-between text-base font-[600]">
            Connect OpenRouter
            <ChevronRight size={18} aria-hidden="true" />
          </span>
          <span className="mt-0.5 block text-muted-foreground">
            Hundreds of models at cost. You set the limit.
          </span>
        </PageLink>
      </div>
      <p className="mt-3 text-muted-foreground">
        or{' '}
        <PageLink href="/settings/keys" className={link}>
          paste a key
        </PageLink>
        ,{' '}
        <a href="/sign-in" className={link}>
          sign in
        </a>
      </p>
    </div>
  )
}

const link = 'rounded-sm text-foreground underline underline-offset-3 pointer-coarse:py-3'

/** The composer stands outside this part of the page, and is the only text field there. */
const writeFirstQuestion = () => document.querySelector('textarea')?.focus()
