import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { IconButton } from '~/components/button'

interface PanelProps {
  title: string
  children: ReactNode
  onClose: () => void
}

/** Slides over the right of the sheet, on phones up from the bottom. Open while mounted; Esc and a press beside it close. */
export function Panel({ title, children, onClose }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      className="panel flex-col border-border-strong bg-background text-sm text-foreground shadow-xl open:flex"
    >
      <header className="flex h-bar shrink-0 items-center gap-2 border-b pr-2 pl-5">
        <h2 id={titleId} tabIndex={-1} autoFocus className="text-sm font-[600] outline-none">
          {title}
        </h2>
        <IconButton label="Close" className="ml-auto" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5">{children}</div>
    </dialog>
  )
}
