import { useId, type ReactNode } from 'react'
import { useModal } from '~/hooks/use_modal'

interface DialogProps {
  title: string
  children?: ReactNode
  /** Buttons; the safe one first. */
  actions: ReactNode
  onClose: () => void
}

/** A modal that is open while it is mounted. Focus is trapped and returned by the browser, Esc closes. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const modal = useModal(onClose)
  const titleId = useId()

  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-auto w-[min(440px,calc(100vw-32px))] rounded-2xl border border-border-strong bg-popover p-5 text-popover-foreground shadow-xl"
    >
      <h2 id={titleId} className="text-base font-[600]">
        {title}
      </h2>
      {children && <div className="mt-2 space-y-2 text-sm text-muted-foreground">{children}</div>}
      <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
    </dialog>
  )
}
