interface SelectProps<V extends string> {
  /** What is chosen, for those who hear it. */
  label: string
  value: V
  options: readonly { value: V; name: string }[]
  onChange: (value: V) => void
}

/** One of several, in the browser's own list. */
export function Select<V extends string>({ label, value, options, onChange }: SelectProps<V>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
      className="h-8.5 max-w-48 rounded-md border border-input bg-card px-2 text-sm pointer-coarse:h-11"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  )
}
