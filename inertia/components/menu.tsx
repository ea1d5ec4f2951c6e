import { Check } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

interface MenuProps {
  label: string
  icon: ReactNode
  /** Shown beside the icon. */
  text?: ReactNode
  children: ReactNode
  className?: string
  tabIndex?: number
  /** Which of its edges the list shares with the button. */
  align?: 'start' | 'end'
}

/** A button and the list of commands it opens. The list is rendered while it is open only: every message has one. */
export function Menu({
  label,
  icon,
  text,
  children,
  className = '',
  tabIndex,
  align = 'end',
}: MenuProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        tabIndex={tabIndex}
        className={`flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:h-11 pointer-coarse:min-w-11 ${text ? 'px-2' : ''} ${className}`}
      >
        {icon}
        {text}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onBeforeToggle={(event) => setIsOpen(event.newState === 'open')}
        onToggle={(event) => {
          if (event.newState === 'open') items(list.current)[0]?.focus()
        }}
        onClick={() => list.current?.hidePopover()}
        onKeyDown={(event) => moveFocus(event, list.current)}
        className={`${align === 'start' ? 'anchored-start' : 'anchored'} min-w-48 rounded-xl border border-border-strong bg-popover p-1 text-sm text-popover-foreground shadow-xl`}
      >
        {isOpen && children}
      </div>
    </>
  )
}

interface MenuItemProps {
  icon: ReactNode
  children: ReactNode
  onSelect: () => void
  isDanger?: boolean
  /** One choice of several. */
  isChecked?: boolean
}

export function MenuItem({ icon, children, onSelect, isDanger = false, isChecked }: MenuItemProps) {
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      tabIndex={-1}
      onClick={onSelect}
      className={`flex h-8 w-full items-center gap-2.5 rounded-sm px-2.5 text-left hover:bg-accent focus-visible:bg-accent focus-visible:outline-none pointer-coarse:h-11 ${isDanger ? 'text-destructive' : ''}`}
    >
      {icon}
      {children}
      {isChecked && <Check size={15} aria-hidden="true" className="ml-auto text-link" />}
    </button>
  )
}

const items = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
]

function moveFocus(event: KeyboardEvent, list: HTMLElement | null) {
  const all = items(list)
  const at = all.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key]
  if (to === undefined) return
  event.preventDefault()
  all[to]?.focus()
}
