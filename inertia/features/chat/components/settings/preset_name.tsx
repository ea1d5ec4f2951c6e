import { useState, type FormEvent } from 'react'
import { Button } from '~/components/button'
import { inputLook } from '~/components/field'

interface PresetNameProps {
  name: string
  onSave: (name: string) => void
  onCancel: () => void
}

export function PresetName({ name, onSave, onCancel }: PresetNameProps) {
  const [text, setText] = useState(name)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onSave(text)
  }
  return (
    <form onSubmit={save} className="mb-2 flex gap-2">
      <input
        autoFocus
        aria-label="Name of the preset"
        placeholder="Name of the preset"
        maxLength={60}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // The panel around it closes on the next one.
          event.preventDefault()
          event.stopPropagation()
          onCancel()
        }}
        className={`h-8 min-w-0 flex-1 pointer-coarse:h-11 ${inputLook}`}
      />
      <Button type="submit" variant="primary" disabled={text.trim() === ''}>
        Save
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
    </form>
  )
}
