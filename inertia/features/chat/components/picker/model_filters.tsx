import { Brain, Eye, HardDrive, Wrench, type LucideIcon } from 'lucide-react'
import { modelFilters, type ModelFilter } from '../../picker_list'

const filters: Record<ModelFilter, { name: string; Icon?: LucideIcon }> = {
  images: { name: 'Sees images', Icon: Eye },
  tools: { name: 'Tools', Icon: Wrench },
  reasons: { name: 'Reasons', Icon: Brain },
  local: { name: 'Local', Icon: HardDrive },
  cheap: { name: 'Under $1' },
}

interface ModelFiltersProps {
  active: ReadonlySet<ModelFilter>
  onToggle: (filter: ModelFilter) => void
}

export function ModelFilters({ active, onToggle }: ModelFiltersProps) {
  return (
    <div
      role="group"
      aria-label="Only models that"
      className="flex shrink-0 gap-1.5 overflow-x-auto px-3 pt-2.5 pb-1.5 [scrollbar-width:none]"
    >
      {modelFilters.map((filter) => {
        const { name, Icon } = filters[filter]
        return (
          <button
            key={filter}
            type="button"
            aria-pressed={active.has(filter)}
            onClick={() => onToggle(filter)}
            className="flex h-6 shrink-0 items-center gap-1.5 rounded-sm px-2 text-xs font-[500] whitespace-nowrap text-muted-foreground inset-ring inset-ring-border-strong hover:bg-accent aria-pressed:bg-primary aria-pressed:text-primary-foreground aria-pressed:inset-ring-primary pointer-coarse:h-11 pointer-coarse:px-3"
          >
            {Icon && <Icon size={13} aria-hidden="true" />}
            {name}
          </button>
        )
      })}
    </div>
  )
}
