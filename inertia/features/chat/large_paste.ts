import type { ClipboardEvent } from 'react'

const LARGE = 20_000

/** A browser inserts a megabyte line by line, for seconds, to be able to undo it. Large text is set in one step instead. */
export function onLargePaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const text = event.clipboardData.getData('text/plain')
  if (text.length < LARGE) return
  event.preventDefault()
  const field = event.currentTarget
  const isAtEnd = field.selectionEnd === field.value.length
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  if (isAtEnd) requestAnimationFrame(() => (field.scrollTop = field.scrollHeight))
}
