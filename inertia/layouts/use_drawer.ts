import { usePage } from '@inertiajs/react'
import { useEffect, useState, type RefObject } from 'react'

interface DrawerOptions {
  isNarrow: boolean
  chatId: string | null
  drawer: RefObject<HTMLElement | null>
  opener: RefObject<HTMLElement | null>
}

/** The sidebar as a drawer: takes the focus when it opens, gives it back, and closes with Esc and by going somewhere. */
export function useDrawer({ isNarrow, chatId, drawer, opener }: DrawerOptions) {
  const [isOpen, setIsOpen] = useState(false)
  const { url } = usePage()
  useEffect(() => setIsOpen(false), [chatId, url])
  useEffect(() => {
    if (!isNarrow || !isOpen) return
    drawer.current?.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      // A menu or a dialog above the drawer takes its own Esc.
      if (event.key !== 'Escape' || document.querySelector(':popover-open, dialog:open')) return
      setIsOpen(false)
      opener.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isNarrow, isOpen, drawer, opener])
  return {
    isOpen,
    open: () => setIsOpen(true),
    close() {
      setIsOpen(false)
      if (isNarrow) opener.current?.focus()
    },
  }
}
