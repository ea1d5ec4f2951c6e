import { ChevronRight } from 'lucide-react'

/** What the model thought before it answered, folded away. */
export function ReasoningFold({ text, isRunning = false }: { text: string; isRunning?: boolean }) {
  if (text.trim() === '') return null
  return (
    <details className="group/fold mb-2 text-sm text-muted-foreground">
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm">
        <ChevronRight size={16} aria-hidden="true" className="group-open/fold:rotate-90" />
        {isRunning ? 'Thinking' : 'Thoughts'}
      </summary>
      <p className="mt-1 ml-1.5 border-l-2 border-border-strong pl-3.5 break-words whitespace-pre-wrap">
        {text}
      </p>
    </details>
  )
}
