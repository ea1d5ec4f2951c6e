import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { readAttachments, type Attachment } from '#shared/attachments'
import { ImageViewer } from './image_viewer'
import { RefusedUpload } from './refused_upload'
import { useImageUrl } from './use_image_url'

/** The images of a question; a click shows one in full. */
export function MessageImages({ attachments }: { attachments: string | null }) {
  const images = readAttachments(attachments)
  if (images.length === 0) return null
  return (
    <>
      <ul aria-label="Images" className="mb-1.5 flex max-w-[82%] flex-wrap justify-end gap-1.5">
        {images.map((image) => (
          <li key={image.fileId}>
            <MessageImage image={image} />
          </li>
        ))}
      </ul>
      {images.map((image) => (
        <RefusedUpload key={image.fileId} image={image} />
      ))}
    </>
  )
}

const HEIGHT = 144

function MessageImage({ image }: { image: Attachment }) {
  const { source, onError } = useImageUrl(image.fileId)
  const [isOpen, setIsOpen] = useState(false)
  // The room is reserved before the bytes are there: text that is being read never moves.
  const width = Math.round(Math.min(320, Math.max(64, (image.width / image.height) * HEIGHT)))
  if (source.type === 'missing') {
    return (
      <div
        style={{ width, height: HEIGHT }}
        className="grid place-items-center rounded-xl border border-dashed border-border-strong p-2 text-center text-xs text-muted-foreground"
      >
        <span>
          <ImageOff size={16} aria-hidden="true" className="mx-auto mb-1" />
          {image.name} is not on this device yet
        </span>
      </div>
    )
  }
  return (
    <>
      <button
        type="button"
        aria-label={`Show ${image.name}`}
        disabled={source.type !== 'ready'}
        onClick={() => setIsOpen(true)}
        style={{ width, height: HEIGHT }}
        className="block overflow-hidden rounded-xl border bg-muted"
      >
        {source.type === 'ready' && (
          <img
            src={source.url}
            alt={image.name}
            loading="lazy"
            decoding="async"
            onError={onError}
            className="size-full object-cover"
          />
        )}
      </button>
      {isOpen && source.type === 'ready' && (
        <ImageViewer url={source.url} name={image.name} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}
