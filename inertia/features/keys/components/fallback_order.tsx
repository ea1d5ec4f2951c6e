import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { limits } from '#shared/limits'
import { providerTitles } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { IconButton } from '~/components/button'
import { inputLook } from '~/components/field'

interface FallbackOrderProps {
  order: readonly string[]
  models: readonly BootstrapModel[]
  onChange: (order: readonly string[]) => void
}

/** Every step takes effect at once. */
export function FallbackOrder({ order, models, onChange }: FallbackOrderProps) {
  const others = models.filter(({ id, isDemo }) => !isDemo && !order.includes(id))
  const swap = (at: number, to: number) => {
    const next = [...order]
    next.splice(to, 0, ...next.splice(at, 1))
    onChange(next)
  }
  return (
    <div className="space-y-2 py-3 pr-3 pl-4">
      <ol className="space-y-1">
        {order.map((id, at) => {
          const model = models.find((model) => model.id === id)
          const name = model?.name ?? id
          return (
            <li key={id} className="flex items-center gap-1">
              <span className="w-5 text-muted-foreground tabular-nums">{at + 1}</span>
              <span className="min-w-0 flex-1 truncate">
                {name}{' '}
                <span className="text-muted-foreground">
                  {model ? providerTitles[model.provider] : 'not reached by your keys'}
                </span>
              </span>
              <IconButton
                label={`Try ${name} earlier`}
                disabled={at === 0}
                onClick={() => swap(at, at - 1)}
              >
                <ArrowUp size={15} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Try ${name} later`}
                disabled={at === order.length - 1}
                onClick={() => swap(at, at + 1)}
              >
                <ArrowDown size={15} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Leave out ${name}`}
                onClick={() => onChange(order.filter((other) => other !== id))}
              >
                <X size={15} aria-hidden="true" />
              </IconButton>
            </li>
          )
        })}
      </ol>
      {order.length < limits.fallbackModels && others.length > 0 && (
        <select
          aria-label="Add a model"
          value=""
          onChange={(event) => onChange([...order, event.target.value])}
          className={`${inputLook} h-[34px] pointer-coarse:h-11`}
        >
          <option value="" disabled>
            Add a model
          </option>
          {others.map(({ id, name, provider }) => (
            <option key={id} value={id}>
              {name} ({providerTitles[provider]})
            </option>
          ))}
        </select>
      )}
      {others.length === 0 && order.length === 0 && (
        <p className="text-muted-foreground">
          Connect a provider above to have models to choose from.
        </p>
      )}
    </div>
  )
}
