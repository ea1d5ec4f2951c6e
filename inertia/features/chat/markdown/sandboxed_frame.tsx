import { useEffect, useRef, useState } from 'react'
import { useSyncState } from '~/livestore/hooks'

interface SandboxedFrameProps {
  kind: 'diagram' | 'image'
  title: string
  /** Handed to the frame once it has shown that it is nobody's. */
  message: Record<string, string>
}

/** What a frame may say. */
type Said =
  { type: 'ready' } | { type: 'shown'; height: number } | { type: 'failed'; reason: string }

const patienceMs = 15_000
const tallest = 4_000

/**
 * A page of its own policy without an origin, for content that this page must not hold. Its answer sandboxes it, the attribute does
 * so again; offline the attribute is left out, because a service worker is not asked for frames that have it. Either way nothing is
 * sent to a frame whose origin is not opaque.
 */
export function SandboxedFrame({ kind, title, message }: SandboxedFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const latest = useRef(message)
  latest.current = message
  const [isOffline] = useState(useSyncState().type === 'offline')
  const [height, setHeight] = useState<number | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  useEffect(() => {
    const hear = (event: MessageEvent) => {
      const view = frame.current?.contentWindow
      if (!view || event.source !== view || event.origin !== 'null') return
      const said = heard(event.data)
      if (said?.type === 'ready') view.postMessage(latest.current, '*')
      if (said?.type === 'shown') setHeight(Math.min(tallest, Math.max(24, said.height)))
      if (said?.type === 'failed') setFailure(said.reason)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])

  useEffect(() => {
    if (height !== null || failure !== null) return
    const timer = setTimeout(() => setFailure('It took too long.'), patienceMs)
    return () => clearTimeout(timer)
  }, [height, failure])

  if (failure !== null) {
    return (
      <span role="status" className="frame-failure">
        {title} could not be shown. {failure}
      </span>
    )
  }
  return (
    <iframe
      ref={frame}
      title={title}
      src={`/frames/${kind}`}
      sandbox={isOffline ? undefined : 'allow-scripts'}
      referrerPolicy="no-referrer"
      className="sandboxed-frame"
      style={{ height: height ?? 160 }}
    />
  )
}

function heard(data: unknown): Said | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null
  if (data.type === 'ready') return { type: 'ready' }
  if (data.type === 'shown' && 'height' in data && typeof data.height === 'number') {
    return { type: 'shown', height: data.height }
  }
  if (data.type === 'failed' && 'reason' in data && typeof data.reason === 'string') {
    return { type: 'failed', reason: data.reason.slice(0, 200) }
  }
  return null
}
