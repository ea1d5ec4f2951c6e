/** Keys as they are printed on a keyboard. */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-[18px] rounded-xs border border-b-[1.5px] border-border-strong bg-card px-1 py-0.5 text-center font-sans text-2xs leading-none font-[500] text-muted-foreground"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
