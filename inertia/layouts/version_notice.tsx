import { useSyncExternalStore } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { appUpdate } from '~/lib/app_update'

export function VersionNotice() {
  const update = useSyncExternalStore(appUpdate.subscribe, appUpdate.get)
  if (update === 'none') return null
  return (
    <Notice
      title="A new version is ready"
      actions={
        <Button variant="primary" onClick={appUpdate.take}>
          Reload
        </Button>
      }
    >
      Your draft stays.
    </Notice>
  )
}
