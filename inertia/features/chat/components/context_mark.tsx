import { leftOutWords } from '../left_out_words'

/** Where what the model reads of the next question begins. Everything above is only on screen. */
export function ContextMark({ leftOut, isFull }: { leftOut: number; isFull: boolean }) {
  const words = isFull ? leftOutWords(leftOut) : 'The model reads from here on.'
  return (
    <div
      role="separator"
      aria-label={words}
      className="mt-1 mb-6 flex items-center gap-3 text-xs text-muted-foreground before:h-px before:flex-1 before:bg-border-strong after:h-px after:flex-1 after:bg-border-strong"
    >
      <span className="max-w-[70%] text-center">
        {words}
        {isFull && ' The chat itself is complete.'}
      </span>
    </div>
  )
}
