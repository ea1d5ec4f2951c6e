import { ImageOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { RemoteImage } from '../markdown/remote_image'
import { MADE_IMAGE_HEIGHT, type MadeFile } from './made_files'
import { ImageViewer } from './image_viewer'
import { useImageUrl, type ImageSource } from './use_image_url'

/** What the model made beside its words. */
export default function AnswerFiles({ files }: { files: readonly MadeFile[] }) {
  return (
    <ul aria-label="Images of the answer" className="my-3 flex flex-wrap gap-2">
      {files.map((file, index) => (
        // Files of an answer are only ever added at the end.
        <li key={index} className="max-w-full">
          <AnswerFile url={file.url} number={files.length > 1 ? index + 1 : null} />
        </li>
      ))}
    </ul>
  )
}

function AnswerFile({ url, number }: { url: string; number: number | null }) {
  const name = number === null ? 'Image of the answer' : `Image ${number} of the answer`
  const fileId = /^\/files\/([\w-]+)$/.exec(url)?.[1]
  if (fileId) return <KeptImage fileId={fileId} name={name} />
  if (url.startsWith('data:')) return <HeldImage url={url} name={name} />
  if (url === '') return <NoImage>An image of this answer could not be kept</NoImage>
  return <RemoteImage url={url} alt={name} />
}

function KeptImage({ fileId, name }: { fileId: string; name: string }) {
  return <MadeImage {...useImageUrl(fileId)} name={name} />
}

/** Of a temporary chat: in the memory of this page and nowhere else. */
function HeldImage({ url, name }: { url: string; name: string }) {
  const [source, setSource] = useState<ImageSource>({ type: 'loading' })
  useEffect(() => {
    const blob = imageOf(url)
    if (!blob) return setSource({ type: 'missing' })
    const made = URL.createObjectURL(blob)
    setSource({ type: 'ready', url: made })
    return () => URL.revokeObjectURL(made)
  }, [url])
  return <MadeImage source={source} onError={() => setSource({ type: 'missing' })} name={name} />
}

/** The image in a data URL; null for what is none. */
function imageOf(url: string): Blob | null {
  const [, type, base64] = /^data:(image\/(?:png|jpeg|webp|gif));base64,(.*)$/.exec(url) ?? []
  if (type === undefined || base64 === undefined) return null
  try {
    return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type })
  } catch {
    return null
  }
}

interface MadeImageProps {
  source: ImageSource
  onError: () => void
  name: string
}

function MadeImage({ source, onError, name }: MadeImageProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (source.type === 'missing') return <NoImage>{name} is not on this device</NoImage>
  return (
    <>
      <button
        type="button"
        aria-label={`Show ${name}`}
        disabled={source.type !== 'ready'}
        onClick={() => setIsOpen(true)}
        style={{ height: MADE_IMAGE_HEIGHT }}
        className="block max-w-full min-w-24 overflow-hidden rounded-xl border bg-muted"
      >
        {source.type === 'ready' && (
          <img
            src={source.url}
            alt={name}
            decoding="async"
            onError={onError}
            className="h-full max-w-full object-contain"
          />
        )}
      </button>
      {isOpen && source.type === 'ready' && (
        <ImageViewer url={source.url} name={name} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}

function NoImage({ children }: { children: string | string[] }) {
  return (
    <p className="flex items-center gap-2 rounded-xl border border-dashed border-border-strong px-3 py-2 text-sm text-muted-foreground">
      <ImageOff size={16} aria-hidden="true" className="shrink-0" />
      <span>{children}</span>
    </p>
  )
}
