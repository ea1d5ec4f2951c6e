import { X } from 'lucide-react'
import { IconButton } from '~/components/button'
import { useDismissableModal } from '~/hooks/use_modal'

interface ImageViewerProps {
  url: string
  name: string
  onClose: () => void
}

/** One image over everything else. Esc or a click beside it closes. */
export function ImageViewer({ url, name, onClose }: ImageViewerProps) {
  const modal = useDismissableModal(onClose)
  return (
    <dialog
      {...modal}
      aria-label={name}
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
