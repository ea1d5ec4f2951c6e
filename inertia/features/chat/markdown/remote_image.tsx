import { Image } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { withoutBidiControls } from './bidi_controls'
import { remoteImage } from './safe_link'
import { SandboxedFrame } from './sandboxed_frame'

/** Loading an image tells its server who reads what, and when: each one is asked for, by name of the server. */
export function RemoteImage({ url, alt }: { url: string; alt: string }) {
  const [isAllowed, setIsAllowed] = useState(false)
  const image = remoteImage(url)
  const name = withoutBidiControls(alt).trim()
  if (!image) return <span className="no-image">{name || 'Image'} (not shown)</span>
  if (isAllowed) {
    return (
      <SandboxedFrame
        kind="image"
        title={name || `Image from ${image.host}`}
        message={{ url: image.href, alt: name }}
      />
    )
  }
  return (
    <span className="remote-image">
      <Image size={16} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0">{name || 'Image'}</span>
      <Button size="small" onClick={() => setIsAllowed(true)} className="max-w-full">
        <span className="truncate">Load from {image.host}</span>
      </Button>
    </span>
  )
}
