import { usePage } from '@inertiajs/react'
import { Gauge, PanelLeft, Settings, SquarePen, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { IconButton } from '~/components/button'
import { Wordmark } from '~/components/mark'
import { PageLink } from '~/components/page_link'
import { AccountMenu } from '~/features/account/components/account_menu'
import { ChatList } from '~/features/chats/components/chat_list'
import { SyncIndicator } from '~/features/sync/components/sync_indicator'
import { useMediaQuery } from '~/hooks/use_media_query'
import { openChat } from '~/lib/chat_route'
import { useSyncState } from '~/livestore/hooks'

export function Sidebar({ bootstrap, chatId }: { bootstrap: Bootstrap; chatId: string | null }) {
  const isOffline = useSyncState().type === 'offline'
  return (
    <SidebarFrame
      chatId={chatId}
      footer={
        <>
          <SyncIndicator />
          <div className="flex items-center">
            <div className="min-w-0 flex-1">
              <AccountMenu bootstrap={bootstrap} />
            </div>
            <SettingsLink />
          </div>
        </>
      }
    >
      <ChatList chatId={chatId} isOffline={isOffline} />
    </SidebarFrame>
  )
}

interface SidebarFrameProps {
  chatId: string | null
  children?: ReactNode
  footer?: ReactNode
}

/** The wall with the list of chats; a drawer on narrow screens, closed again by choosing a chat. */
export function SidebarFrame({ chatId, children, footer }: SidebarFrameProps) {
  const isNarrow = useMediaQuery('(max-width: 900px)')
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const isShown = !isNarrow || isOpen
  const drawer = useRef<HTMLElement>(null)
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
  }, [isNarrow, isOpen])

  const close = () => {
    setIsOpen(false)
    opener.current?.focus()
  }
  const startChat = () => {
    setIsOpen(false)
    openChat(null)
  }
  return (
    <>
      {isNarrow && (
        <>
          <div className="fixed top-2 left-2 z-(--z-bar) max-[900px]:top-4 max-[900px]:left-4 max-sm:top-1 max-sm:left-1">
            <IconButton
              ref={opener}
              label="Chats"
              aria-expanded={isOpen}
              onClick={() => setIsOpen(true)}
            >
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
      <nav
        aria-label="Chats"
        inert={!isShown}
        ref={drawer}
        tabIndex={-1}
        className={`col-start-1 row-span-2 row-start-1 flex min-h-0 flex-col bg-sidebar p-2 outline-none text-sidebar-foreground max-[900px]:fixed max-[900px]:inset-y-0 max-[900px]:left-0 max-[900px]:z-(--z-drawer) max-[900px]:w-[min(328px,86vw)] max-[900px]:shadow-xl max-[900px]:transition-transform max-[900px]:duration-(--duration-calm) ${isShown ? '' : 'invisible -translate-x-full'}`}
      >
        <div className="flex h-10 items-center pr-1 pl-1.5">
          <Wordmark />
          {isNarrow && (
            <IconButton label="Close" className="ml-auto" onClick={close}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
        <button
          type="button"
          onClick={startChat}
          className="mt-1.5 flex h-[34px] shrink-0 items-center gap-2 rounded-md border border-sidebar-border bg-card px-2.5 font-[550] text-foreground shadow-xs hover:bg-accent pointer-coarse:h-11"
        >
          <SquarePen size={16} aria-hidden="true" />
          New chat
          <kbd className="ml-auto font-sans text-2xs text-sidebar-muted pointer-coarse:hidden">
            {shortcut}
          </kbd>
        </button>
        <div className="mt-0.5">
          <PageLink
            href="/usage"
            aria-current={url.startsWith('/usage') ? 'page' : undefined}
            className="flex h-[30px] items-center gap-2 rounded-md px-2.5 hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:font-[550] aria-[current]:text-sidebar-accent-foreground pointer-coarse:h-11"
          >
            <Gauge size={15} aria-hidden="true" className="text-sidebar-muted" />
            Usage
          </PageLink>
        </div>
        <div className="mt-1.5 min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
          {children}
        </div>
        <div className="mx-0.5 mt-1 flex flex-col gap-0.5 border-t border-sidebar-border pt-2">
          {footer}
        </div>
      </nav>
    </>
  )
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘J' : 'Ctrl J'

/** On narrow screens the list of settings comes first. */
function SettingsLink() {
  const isNarrow = useMediaQuery('(max-width: 760px)')
  const { url } = usePage()
  return (
    <PageLink
      href={isNarrow ? '/settings' : '/settings/account'}
      aria-label="Settings"
      title="Settings"
      aria-current={url.startsWith('/settings') ? 'page' : undefined}
      className="grid size-8 shrink-0 place-items-center rounded-md text-sidebar-muted hover:bg-sidebar-accent hover:text-foreground aria-[current]:bg-sidebar-accent aria-[current]:text-foreground pointer-coarse:size-11"
    >
      <Settings size={16} aria-hidden="true" />
    </PageLink>
  )
}
