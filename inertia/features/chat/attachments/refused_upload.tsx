import { RotateCcw } from 'lucide-react'
import type { Attachment } from '#shared/attachments'
import { Button } from '~/components/button'
import { uploads, useUploadState } from '~/lib/upload_queue'

/** Why the server did not take an image of this device, and another try. Nothing while it may still go up. */
export function RefusedUpload({ image: { fileId, name } }: { image: Attachment }) {
  const state = useUploadState(fileId)
  if (state?.type !== 'refused') return null
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-destructive">
      <span className="min-w-0">
        {name}: {state.message}
      </span>
      <Button size="small" onClick={() => uploads.retry(fileId)}>
        <RotateCcw size={13} aria-hidden="true" />
        Try again
      </Button>
    </p>
  )
}
