import type { CitedPassage } from '#shared/documents'
import { sourceName } from '~/lib/documents/place_words'

interface CitationMarkProps {
  passage: CitedPassage
  isOpen: boolean
  /** Its document was deleted; the passage is still there to read. */
  isGone: boolean
  onOpen: () => void
}

const looks = {
  open: 'bg-daylight text-daylight-foreground',
  there:
    'bg-daylight-soft text-daylight-soft-foreground inset-ring inset-ring-daylight/65 dark:inset-ring-0 hover:bg-daylight hover:text-daylight-foreground',
  gone: 'border border-dashed border-border-strong text-muted-foreground',
}

/** A number in an answer that leads to what it rests on. */
export function CitationMark({ passage, isOpen, isGone, onOpen }: CitationMarkProps) {
  const name = sourceName(passage.number, passage.documentName, passage.place)
  const label = isGone ? `${name}, deleted since` : name
  return (
    <button
      type="button"
      aria-label={label}
      aria-expanded={isOpen}
      title={label}
      onClick={onOpen}
      className={`citation ${looks[isOpen ? 'open' : isGone ? 'gone' : 'there']}`}
    >
      {passage.number}
    </button>
  )
}
