import { Button } from '~/components/button'
import { openChat } from '~/lib/chat_route'
import { useSyncState } from '~/livestore/hooks'

export function NoSuchChat() {
  const mayCome = useSyncState().type !== 'synced'
  return (
    <div className="grid flex-1 place-content-center gap-1 p-6 text-center">
      <h1 className="text-base font-[600]">This chat is not on this device</h1>
      <p className="text-muted-foreground">
        {mayCome
          ? 'If it exists it appears once sync has caught up.'
          : 'It was deleted, or the address is wrong.'}
      </p>
      <p className="mt-3">
        <Button onClick={() => openChat(null)}>New chat</Button>
      </p>
    </div>
  )
}
