import { Head, router, usePage } from '@inertiajs/react'
import { useEffect, useRef } from 'react'
import { Button } from '~/components/button'
import { useSyncState } from '~/livestore/hooks'

/** In the place of a page that only the server has, while it cannot be reached; the page comes by itself when it can. */
export function PageUnreachable() {
  const { url } = usePage()
  const isOffline = useSyncState().type === 'offline'
  const wasOffline = useRef(isOffline)
  const retry = () => router.visit(url, { replace: true, preserveScroll: true })
  useEffect(() => {
    if (wasOffline.current && !isOffline) router.visit(url, { replace: true, preserveScroll: true })
    wasOffline.current = isOffline
  }, [isOffline, url])

  return (
    <div role="status">
      <Head title="No connection" />
      <h2 className="text-lg font-[600]">This page needs the server</h2>
      <p className="mt-1 max-w-lg text-muted-foreground">
        It cannot be reached at the moment. Your chats are on this device and open as always; this
        page comes by itself when the connection is back.
      </p>
      <Button className="mt-4" onClick={retry}>
        Try again
      </Button>
    </div>
  )
}
