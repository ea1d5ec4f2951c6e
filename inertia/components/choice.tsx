import type { ReactNode } from 'react'

export interface Option<T extends string> {
  value: T
  name: string
  icon?: ReactNode
}

interface ChoiceProps<T extends string> {
  /** What is chosen, for those who hear it. */
  label: string
  options: readonly Option<T>[]
  value: T
  onChange: (value: T) => void
}

/** One of a few, side by side. Radio buttons underneath, so that arrows work. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="inline-flex max-w-full flex-wrap rounded-md bg-secondary p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex h-7 cursor-pointer items-center gap-1.5 rounded-sm px-3 text-xs font-[500] text-muted-foreground has-checked:bg-card has-checked:text-foreground has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring dark:has-checked:bg-border-strong pointer-coarse:h-10"
        >
          <input
            type="radio"
            name={label}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon}
          {option.name}
        </label>
      ))}
    </fieldset>
  )
}
