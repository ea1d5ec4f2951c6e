import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useMediaQuery } from '~/hooks/use_media_query'

/** Where the shell has room for it. */
export const SIDE_PLACE = 'side-place'

interface SidePanelProps {
  /** What it is, for those who hear it. */
  label: string
  children: ReactNode
  onClose: () => void
}

/**
 * A second sheet beside the first where there is room; over its right part on narrower screens, up from the bottom on phones. Esc
 * closes it. What has `data-panel-title` gets the focus when it opens.
 */
export function SidePanel(props: SidePanelProps) {
  const isWide = useMediaQuery('(width >= 1180px)')
  return isWide ? <PanelBeside {...props} /> : <PanelOver {...props} />
}

function PanelBeside({ label, children, onClose }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => focusTitle(panel.current), [])
  const place = document.getElementById(SIDE_PLACE)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  if (!place) return null
  return createPortal(
    <aside
      ref={panel}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="col-start-3 row-span-2 row-start-1 my-2 mr-2 flex min-h-0 animate-[appear_var(--duration-calm)_ease-out] flex-col overflow-hidden rounded-xl border border-sidebar-border bg-background shadow-sm"
    >
      {children}
    </aside>,
    place
  )
}

function PanelOver({ label, children, onClose }: SidePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    focusTitle(element)
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
      className="panel flex-col overflow-hidden border-border-strong bg-background p-0 text-sm text-foreground shadow-xl open:flex max-sm:h-[80dvh]"
    >
      {children}
    </dialog>
  )
}

const focusTitle = (panel: HTMLElement | null) =>
  panel?.querySelector<HTMLElement>('[data-panel-title]')?.focus({ preventScroll: true })
