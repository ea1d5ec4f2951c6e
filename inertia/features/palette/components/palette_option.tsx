import type { PaletteEntry } from '../palette_entry'

interface PaletteOptionProps {
  id: string
  entry: PaletteEntry
  isMarked: boolean
  onPoint: () => void
  onChoose: () => void
}

export function PaletteOption({ id, entry, isMarked, onPoint, onChoose }: PaletteOptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      onPointerMove={isMarked ? undefined : onPoint}
      onClick={onChoose}
      className="flex min-h-[38px] cursor-pointer items-center gap-2.5 rounded-md px-2.5 aria-selected:bg-accent aria-selected:text-accent-foreground pointer-coarse:min-h-11"
    >
      <span className="shrink-0 text-muted-foreground">{entry.icon}</span>
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.aside !== undefined && (
        <span className="max-w-[40%] shrink-0 truncate max-sm:max-w-[28%] text-xs text-muted-foreground">
          {entry.aside}
        </span>
      )}
    </div>
  )
}
