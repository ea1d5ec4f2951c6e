import { Hourglass, TriangleAlert, X } from 'lucide-react'
import type { Attachment } from '#shared/attachments'
import { useUploadState } from '~/lib/upload_queue'
import { RefusedUpload } from './refused_upload'
import { useImageUrl } from './use_image_url'

interface DraftImagesProps {
  images: readonly Attachment[]
  onRemove: (fileId: string) => void
}

/** What will be sent with the text, above it. */
export function DraftImages({ images, onRemove }: DraftImagesProps) {
  if (images.length === 0) return null
  return (
    <>
      <ul aria-label="Images of this message" className="flex flex-wrap gap-2 px-4 pt-3.5">
        {images.map((image) => (
          <DraftImage key={image.fileId} image={image} onRemove={() => onRemove(image.fileId)} />
        ))}
      </ul>
      <div className="px-4.5 pt-2 empty:hidden">
        {images.map((image) => (
          <RefusedUpload key={image.fileId} image={image} />
        ))}
      </div>
    </>
  )
}

function DraftImage({ image, onRemove }: { image: Attachment; onRemove: () => void }) {
  const { source, onError } = useImageUrl(image.fileId)
  const state = useUploadState(image.fileId)
  return (
    <li className="relative size-16 rounded-lg border bg-muted">
      {source.type === 'ready' && (
        <img
          src={source.url}
          alt={image.name}
          onError={onError}
          className="size-full rounded-lg object-cover"
        />
      )}
      {state?.type === 'sending' && (
        <progress
          value={state.share}
          aria-label={`Sending ${image.name}`}
          className="absolute inset-x-1.5 bottom-1.5 h-1 w-[calc(100%-12px)]"
        />
      )}
      {state?.type === 'waiting' && (
        <Sign title="Kept on this device; it goes up when you are online">
          <Hourglass size={13} aria-hidden="true" />
        </Sign>
      )}
      {state?.type === 'refused' && (
        <Sign title={state.message}>
          <TriangleAlert size={13} aria-hidden="true" className="text-destructive" />
        </Sign>
      )}
      <button
        type="button"
        aria-label={`Remove ${image.name}`}
        title="Remove"
        onClick={onRemove}
        className="absolute -top-2 -right-2 grid size-6 place-items-center rounded-full border border-border-strong bg-card text-muted-foreground shadow-sm hover:text-foreground"
      >
        <X size={13} aria-hidden="true" />
      </button>
    </li>
  )
}

function Sign({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <span
      role="img"
      aria-label={title}
      title={title}
      className="absolute bottom-1 left-1 grid size-5 place-items-center rounded-full bg-card shadow-sm"
    >
      {children}
    </span>
  )
}
