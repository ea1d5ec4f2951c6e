import { ChevronDown } from 'lucide-react'
import { Monogram } from '~/components/monogram'
import { PageLink } from '~/components/page_link'
import { findModel, modelName, useModels } from '../../models_context'
import { openOverlay } from '../../chat_overlay'

/** Says who is asked, and opens the picker. */
export function ModelButton({ model }: { model: string }) {
  const { models } = useModels()
  const current = findModel(models, model)
  if (models.length === 0) return null
  const name = modelName(models, model)
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => openOverlay({ type: 'models' })}
        className="flex h-8 min-w-0 items-center gap-1.75 rounded-md px-2 font-[550] hover:bg-accent pointer-coarse:h-11"
      >
        <span className="sr-only">Model: </span>
        <Monogram name={current?.author ?? name} />
        <span className="max-w-56 truncate max-sm:max-w-36">{name}</span>
        <ChevronDown size={14} aria-hidden="true" className="shrink-0 text-muted-foreground" />
      </button>
      {current?.isDemo && (
        <span className="text-xs text-muted-foreground max-sm:hidden">
          Not a real model.{' '}
          <PageLink href="/settings/keys" className="text-link underline underline-offset-2">
            Connect one
          </PageLink>
        </span>
      )}
    </div>
  )
}
