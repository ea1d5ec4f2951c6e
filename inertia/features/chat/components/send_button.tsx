import { ArrowUp, Square } from 'lucide-react'

interface SendButtonProps {
  hasText: boolean
  stop: (() => void) | null
}

/** Stops a running answer while nothing is written, else sends. */
export function SendButton({ hasText, stop }: SendButtonProps) {
  const shape =
    'grid size-8.5 shrink-0 place-items-center rounded-[11px] transition-colors active:scale-97 pointer-coarse:size-11'
  if (stop && !hasText) {
    return (
      <button
        type="button"
        aria-label="Stop"
        title="Stop"
        onClick={stop}
        className={`${shape} bg-secondary text-foreground hover:bg-accent`}
      >
        <Square size={14} fill="currentColor" aria-hidden="true" />
      </button>
    )
  }
  const colours = hasText
    ? 'bg-primary text-primary-foreground hover:bg-primary-hover'
    : 'bg-secondary text-muted-foreground'
  return (
    <button type="submit" aria-label="Send" title="Send (Enter)" className={`${shape} ${colours}`}>
      <ArrowUp size={18} aria-hidden="true" />
    </button>
  )
}
