import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { useSyncState } from '~/livestore/hooks'
import { forgetRecoveries, recover } from '~/livestore/store/recovery'

export function StartAfresh({ userId }: { userId: string }) {
  const [asks, setAsks] = useState(false)
  const isOffline = useSyncState().type === 'offline'
  const start = () => {
    // Whoever asks for it has reasons: earlier recoveries do not count.
    forgetRecoveries(userId)
    recover(userId, true)
  }
  return (
    <>
      <Button onClick={() => setAsks(true)}>Start afresh</Button>
      {asks && (
        <Dialog
          title="Fetch everything again?"
          onClose={() => setAsks(false)}
          actions={
            <>
              <Button onClick={() => setAsks(false)}>Leave it</Button>
              <Button variant="danger" disabled={isOffline} onClick={start}>
                Start afresh
              </Button>
            </>
          }
        >
          <p>
            All tabs of Loft reload. Changes that were not synced are set aside first and come back
            on top.
          </p>
          {isOffline && (
            <p className="font-[550] text-foreground">
              There is no connection: your chats would be gone until there is one.
            </p>
          )}
        </Dialog>
      )}
    </>
  )
}
