import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { MessageText } from './message_text'
import { Pulse } from './waiting'

interface ReasoningFoldProps {
  text: string
  /** The answer itself has not begun. */
  isThinking?: boolean
}

/** What the model thought before it answered, folded away. It is read only once somebody has unfolded it. */
export function ReasoningFold({ text, isThinking = false }: ReasoningFoldProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (text.trim() === '') return null
  return (
    <details
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group/fold mb-2 text-sm text-muted-foreground"
    >
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm">
        <ChevronRight size={16} aria-hidden="true" className="-ml-0.5 group-open/fold:rotate-90" />
        {isThinking ? 'Thinking' : 'Thoughts'}
        {isThinking && <Pulse />}
      </summary>
      {isOpen && (
        <div className="mt-1 ml-1.5 border-l-2 border-border-strong pl-3.5">
          <MessageText text={text} isRunning={isThinking} />
        </div>
      )}
    </details>
  )
}
