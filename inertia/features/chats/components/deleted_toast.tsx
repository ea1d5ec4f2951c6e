import { Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { Toast } from '~/components/toast'
import { usePendingDeletions } from '../hooks/use_pending_deletions'

/** The way back for a chat that was just deleted. Also carries out the deletions whose time is over. */
export function DeletedToast() {
  const { deletions } = usePendingDeletions()
  const latest = deletions.latestOwn()
  const eventId = latest?.eventId
  useEffect(() => deletions.start(), [deletions])
  useEffect(() => {
    if (eventId === undefined) return
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.metaKey || event.ctrlKey) && !event.shiftKey && event.key === 'z'
      const isWriting = (event.target as Element).closest('input, textarea, [contenteditable]')
      const isUntouched = isWriting instanceof HTMLTextAreaElement && isWriting.value === ''
      if (!isUndo || (isWriting && !isUntouched)) return
      event.preventDefault()
      deletions.undo(eventId)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      deletions.release()
    }
  }, [deletions, eventId])

  if (!latest) return null
  return (
    <Toast
      key={latest.eventId}
      icon={<Trash2 size={16} aria-hidden="true" className="shrink-0" />}
      onHold={() => deletions.hold()}
      onRelease={() => deletions.release()}
      action={
        <button
          type="button"
          onClick={() => deletions.undo(latest.eventId)}
          className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2.5 font-[600] hover:bg-background/15 focus-visible:outline-background pointer-coarse:h-11"
        >
          Undo
        </button>
      }
    >
      “{latest.name}” is deleted.
    </Toast>
  )
}
