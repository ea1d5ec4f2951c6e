import type { ClipboardEvent } from 'react'
import { fitsBytes, limits } from '#shared/limits'

const LARGE = 20_000

/**
 * A browser inserts a megabyte line by line, for seconds, to be able to undo it. Large text is set in one step instead; text that
 * no message could hold becomes a file, with `asFile`, and what was written stays as it is.
 */
export function onLargePaste(
  event: ClipboardEvent<HTMLTextAreaElement>,
  asFile: ((file: File) => Promise<boolean>) | null
): void {
  const text = event.clipboardData.getData('text/plain')
  if (text.length < LARGE) return
  event.preventDefault()
  const field = event.currentTarget
  const insert = () => setText(field, text)
  if (asFile === null || fitsBytes(text.toWellFormed(), limits.messageBytes)) return insert()
  // Where it cannot be kept as a file it must not be lost either.
  asFile(textFile(text)).then((isTaken) => isTaken || insert(), insert)
}

/** A text too long for a message, as a file with a name that tells it from others. */
export function textFile(text: string): File {
  const at = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return new File([text.toWellFormed()], `Pasted text ${at.replace(':', '.')}.txt`, {
    type: 'text/plain',
  })
}

function setText(field: HTMLTextAreaElement, text: string): void {
  const isAtEnd = field.selectionEnd === field.value.length
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  if (isAtEnd) requestAnimationFrame(() => (field.scrollTop = field.scrollHeight))
}
