import { useId } from 'react'

interface SegmentedProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; name: string }[]
  onChange: (value: V) => void
}

/** One of a few choices, all of them visible. Radio buttons underneath: arrows move, as everywhere. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<V>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="flex gap-0.5 rounded-md bg-secondary p-0.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-7 min-w-0 flex-1 cursor-pointer items-center justify-center rounded-sm px-2 text-xs font-[500] text-muted-foreground has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-ring pointer-coarse:h-10"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.name}
        </label>
      ))}
    </div>
  )
}
