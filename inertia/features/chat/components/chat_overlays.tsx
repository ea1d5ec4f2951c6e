import { useEffect } from 'react'
import { lazyPart } from '~/lib/lazy_part'
import { whenIdle } from '~/lib/when_idle'
import { useLiveQuery } from '~/livestore/hooks'
import { closeOverlay, useOverlay } from '../chat_overlay'
import { favouriteModels } from '../queries'

const picker = lazyPart(() => import('./picker/model_picker').then((part) => part.ModelPicker))
const settings = lazyPart(() =>
  import('./settings/chat_settings_panel').then((part) => part.ChatSettingsPanel)
)

/** What lies over a chat. Fetched while nothing else happens, so that it opens at a press. */
export function ChatOverlays({ chatId }: { chatId: string | null }) {
  const overlay = useOverlay()
  const favourites = useLiveQuery(favouriteModels)
  const isSettings = overlay?.type === 'settings'
  const Settings = settings.use(isSettings)
  const Picker = picker.use(overlay !== null && !isSettings)
  useEffect(
    () =>
      whenIdle(() => {
        picker.load()
        settings.load()
      }),
    []
  )
  // Another chat is another panel.
  useEffect(() => closeOverlay, [chatId])
  return (
    <>
      {Picker && <Picker chatId={chatId} favourites={favourites} />}
      {Settings && <Settings chatId={chatId} />}
    </>
  )
}
