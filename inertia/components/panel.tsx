import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { IconButton } from '~/components/button'
import { useDismissableModal } from '~/hooks/use_modal'

interface PanelProps {
  title: string
  children: ReactNode
  onClose: () => void
}

/** Slides over the right of the sheet, on phones up from the bottom. Open while mounted; Esc and a press beside it close. */
export function Panel({ title, children, onClose }: PanelProps) {
  const modal = useDismissableModal(onClose)
  const titleId = useId()

  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
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
