import { useEffect } from 'react'
import { lazyPart } from '~/lib/lazy_part'
import { whenIdle } from '~/lib/when_idle'
import { useLiveQuery } from '~/livestore/hooks'
import { closeOverlay, useOverlay } from '../chat_overlay'
import { favouriteModels } from '../queries'

const overlays = lazyPart(() => import('./overlay_parts'))

/** What lies over a chat. Fetched while nothing else happens, so that it opens at a press. */
export function ChatOverlays({ chatId }: { chatId: string | null }) {
  const overlay = useOverlay()
  const favourites = useLiveQuery(favouriteModels)
  const parts = overlays.use(overlay !== null)
  useEffect(() => whenIdle(overlays.load), [])
  // Another chat is another panel.
  useEffect(() => closeOverlay, [chatId])
  return (
    <>
      {parts && <parts.ModelPicker chatId={chatId} favourites={favourites} />}
      {parts && overlay?.type === 'settings' && <parts.ChatSettingsPanel chatId={chatId} />}
    </>
  )
}
