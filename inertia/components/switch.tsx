interface SwitchProps {
  /** What it switches, for those who hear it. */
  label: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

/** On or off, taking effect at once. */
export function Switch({ label, isOn, isDisabled = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
      className="group relative grid h-8 w-[42px] shrink-0 place-items-center rounded-full disabled:opacity-60 pointer-coarse:h-11"
    >
      <span className="relative h-5 w-[34px] rounded-full bg-input transition-colors group-aria-checked:bg-primary">
        <span className="absolute top-0.5 left-0.5 size-4 rounded-full bg-card transition-transform group-aria-checked:translate-x-3.5 group-aria-checked:bg-primary-foreground" />
      </span>
    </button>
  )
}
