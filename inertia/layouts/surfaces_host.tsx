import { lazy, Suspense } from 'react'
import { openChat } from '~/lib/chat_route'
import { openPage } from '~/lib/page_route'
import { askWhereToMove, useChatToMove } from '~/lib/project_places'
import { useShortcuts } from '~/lib/shortcuts'
import { toggleSidebar } from '~/lib/sidebar_state'
import { openSurface, useSurface } from '~/lib/surfaces'

const parts = () => import('./surface_parts')
const PaletteHost = lazy(async () => ({ default: (await parts()).PaletteHost }))
const MoveChatDialog = lazy(async () => ({ default: (await parts()).MoveChatDialog }))
const ShortcutSheet = lazy(async () => ({ default: (await parts()).ShortcutSheet }))

const close = () => openSurface(null)

/** What lies above the app; loaded when it is first asked for. */
export function SurfacesHost() {
  const surface = useSurface()
  const chatToMove = useChatToMove()
  return (
    <Suspense>
      {surface === 'palette' && <PaletteHost onClose={close} />}
      {surface === 'help' && <ShortcutSheet onClose={close} />}
      {chatToMove !== null && (
        <MoveChatDialog chatId={chatToMove} onClose={() => askWhereToMove(null)} />
      )}
    </Suspense>
  )
}

/** What the shortcuts do, from the first moment on: the database may still be opening. */
export function useAppShortcuts(): void {
  const surface = useSurface()
  useShortcuts({
    palette: () => openSurface(surface === 'palette' ? null : 'palette'),
    help: () => openSurface(surface === 'help' ? null : 'help'),
    newChat() {
      close()
      openChat(null)
    },
    settings() {
      close()
      openPage('/settings/account')
    },
    sidebar: toggleSidebar,
  })
}
