import { useState, type KeyboardEvent } from 'react'
import { fitsBytes, limits } from '#shared/limits'
import { Button } from '~/components/button'
import { isSendKey } from '../send_key'

interface QuestionEditorProps {
  text: string
  onSave: (text: string) => void
  onCancel: () => void
}

/** Editing in place. The old version stays as a sibling. */
export function QuestionEditor({ text, onSave, onCancel }: QuestionEditorProps) {
  const [value, setValue] = useState(text)
  const isTooLong = !fitsBytes(value, limits.messageBytes)
  const canSave = value.trim() !== '' && !isTooLong

  const save = () => {
    if (canSave) onSave(value.toWellFormed())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onCancel()
    if (!isSendKey(event)) return
    event.preventDefault()
    save()
  }
  return (
    <div className="mb-5 rounded-2xl border border-ring bg-card p-2">
      <textarea
        autoFocus
        aria-label="Edit your message"
        aria-invalid={isTooLong}
        defaultValue={text}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-[40vh] min-h-16 w-full resize-none bg-transparent px-2 py-1 text-read leading-6 outline-none"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {isTooLong && <p className="mr-auto px-2 text-destructive">Longer than 200 kB.</p>}
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" disabled={!canSave} onClick={save}>
          Ask again
        </Button>
      </div>
    </div>
  )
}
