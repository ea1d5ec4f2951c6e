import { PanelLeft, SquarePen, X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { IconButton } from '~/components/button'
import { Wordmark } from '~/components/mark'
import { useMediaQuery } from '~/hooks/use_media_query'
import { openChat } from '~/lib/chat_route'
import { shortcutWords } from '~/lib/shortcuts'
import { toggleSidebar, useIsSidebarHidden } from '~/lib/sidebar_state'
import { NewChatButton, SearchButton, SidebarPlaces } from './sidebar_links'
import { useDrawer } from './use_drawer'

interface SidebarFrameProps {
  chatId: string | null
  children?: ReactNode
  footer?: ReactNode
}

/** The wall with the list of chats; a drawer on narrow screens, closed again by choosing something in it. */
export function SidebarFrame({ chatId, children, footer }: SidebarFrameProps) {
  const isNarrow = useMediaQuery('(max-width: 900px)')
  const isHidden = useIsSidebarHidden() && !isNarrow
  const opener = useRef<HTMLButtonElement>(null)
  const drawer = useRef<HTMLElement>(null)
  const { isOpen, open, close } = useDrawer({ isNarrow, chatId, drawer, opener })
  const isShown = isNarrow ? isOpen : !isHidden
  const startChat = () => {
    close()
    openChat(null)
  }
  return (
    <>
      {isNarrow && (
        <>
          <div className="fixed top-2 left-2 z-(--z-bar) max-[900px]:top-4 max-[900px]:left-4 max-sm:top-1 max-sm:left-1">
            <IconButton ref={opener} label="Chats" aria-expanded={isOpen} onClick={open}>
              <PanelLeft size={18} aria-hidden="true" />
            </IconButton>
          </div>
          <div className="fixed right-4 z-(--z-bar) max-[900px]:top-4 max-sm:top-1 max-sm:right-1">
            <IconButton label="New chat" onClick={startChat}>
              <SquarePen size={18} aria-hidden="true" />
            </IconButton>
          </div>
          {isOpen && (
            <div
              aria-hidden="true"
              onClick={close}
              className="fixed inset-0 z-(--z-drawer) bg-(--scrim)"
            />
          )}
        </>
      )}
      {isHidden && <Rail onStart={startChat} />}
      <nav
        aria-label="Chats"
        inert={!isShown}
        ref={drawer}
        tabIndex={-1}
        className={`col-start-1 row-span-2 row-start-1 flex min-h-0 flex-col bg-sidebar p-2 outline-none text-sidebar-foreground max-[900px]:fixed max-[900px]:inset-y-0 max-[900px]:left-0 max-[900px]:z-(--z-drawer) max-[900px]:w-[min(328px,86vw)] max-[900px]:shadow-xl max-[900px]:transition-transform max-[900px]:duration-(--duration-calm) ${isShown ? '' : isHidden ? 'hidden' : 'invisible -translate-x-full'}`}
      >
        <div className="flex h-10 shrink-0 items-center gap-0.5 pr-1 pl-1.5">
          <Wordmark />
          <span className="flex-1" />
          <SearchButton />
          {isNarrow ? (
            <IconButton label="Close" onClick={close}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          ) : (
            <IconButton
              label={`Hide the list (${shortcutWords('sidebar')})`}
              className="size-7 text-sidebar-muted"
              onClick={toggleSidebar}
            >
              <PanelLeft size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
        <NewChatButton onStart={startChat} />
        <SidebarPlaces />
        <div className="mt-1.5 flex min-h-0 flex-1 flex-col">{children}</div>
        <div className="mx-0.5 mt-1 flex shrink-0 flex-col gap-0.5 border-t border-sidebar-border pt-2">
          {footer}
        </div>
      </nav>
    </>
  )
}

/** What is left of the wall on wide screens while it is hidden. */
function Rail({ onStart }: { onStart: () => void }) {
  return (
    <div className="col-start-1 row-span-2 row-start-1 flex flex-col items-center gap-1 py-3">
      <IconButton label={`Show the list (${shortcutWords('sidebar')})`} onClick={toggleSidebar}>
        <PanelLeft size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label={`New chat (${shortcutWords('newChat')})`} onClick={onStart}>
        <SquarePen size={16} aria-hidden="true" />
      </IconButton>
      <SearchButton />
    </div>
  )
}
