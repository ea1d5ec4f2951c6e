import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '~/components/button'

interface ImageViewerProps {
  url: string
  name: string
  onClose: () => void
}

/** One image over everything else. Esc or a click beside it closes. */
export function ImageViewer({ url, name, onClose }: ImageViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto max-h-[94dvh] max-w-[94vw] overflow-visible rounded-xl bg-transparent"
    >
      <img
        src={url}
        alt={name}
        className="max-h-[90dvh] max-w-[92vw] rounded-xl bg-card object-contain shadow-xl"
      />
      <div className="absolute top-2 right-2 rounded-md bg-card shadow-md">
        <IconButton label="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </dialog>
  )
}
