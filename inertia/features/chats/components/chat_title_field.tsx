import { useRef } from 'react'

interface ChatTitleFieldProps {
  name: string
  /** null when nothing is to change. */
  onDone: (title: string | null) => void
}

/** Renames in place: Enter and leaving keep it, Esc does not. */
export function ChatTitleField({ name, onDone }: ChatTitleFieldProps) {
  const isDone = useRef(false)
  const finish = (title: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onDone(title)
  }
  return (
    <input
      autoFocus
      aria-label="Chat title"
      defaultValue={name}
      maxLength={200}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') finish(null)
        if (event.key === 'Enter' && !event.nativeEvent.isComposing)
          finish(event.currentTarget.value)
      }}
      className="mx-1 h-6 w-full min-w-0 rounded-sm border border-ring bg-card px-1.5 outline-none pointer-coarse:h-10"
    />
  )
}
