import { ChevronDown } from 'lucide-react'
import { useModels } from '../models_context'

interface ModelPickerProps {
  model: string
  onPick: (model: string) => void
}

export function ModelPicker({ model, onPick }: ModelPickerProps) {
  const { models } = useModels()
  const current = models.find(({ id }) => id === model)
  if (models.length === 0) return null

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="relative inline-flex min-w-0 items-center rounded-md hover:bg-accent">
        <select
          aria-label="Model"
          value={model}
          onChange={(event) => onPick(event.target.value)}
          className="h-8 max-w-60 min-w-0 cursor-pointer appearance-none truncate rounded-md bg-transparent pr-7 pl-2.5 font-[550] pointer-coarse:h-11"
        >
          {models.map(({ id, name, isDemo }) => (
            <option key={id} value={id}>
              {isDemo && !/demo/i.test(name) ? `${name} (demonstration)` : name}
            </option>
          ))}
        </select>
        <ChevronDown
          size={14}
          aria-hidden="true"
          className="pointer-events-none absolute right-2 text-muted-foreground"
        />
      </span>
      {current?.isDemo && (
        <span className="text-xs text-muted-foreground max-sm:hidden">
          Not a real model. MODEL_BASE_URL and MODEL_NAME connect one.
        </span>
      )}
    </div>
  )
}
