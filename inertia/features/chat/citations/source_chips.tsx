import type { CitedPassage } from '#shared/documents'
import { shortPlace } from '~/lib/documents/place_words'
import { WebSourceChip } from './web_source_chip'
import type { WebSource } from './web_sources'

interface SourceChipsProps {
  passages: readonly CitedPassage[]
  web: readonly WebSource[]
  /** Ids of documents that were not deleted. */
  kept: ReadonlySet<string>
  openNumber: number | null
  onOpen: (number: number) => void
}

/** What an answer rests on, below it. On phones the line runs off the edge to say that it scrolls. */
export function SourceChips({ passages, web, kept, openNumber, onOpen }: SourceChipsProps) {
  if (passages.length + web.length === 0) return null
  return (
    <ul
      aria-label="Sources"
      className="mt-3.5 flex flex-wrap gap-1.5 max-sm:-mr-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:pr-4 max-sm:[scrollbar-width:none]"
    >
      {passages.map(({ number, documentName, documentId, place }) => {
        const isGone = !kept.has(documentId)
        const isOpen = number === openNumber
        const where = shortPlace(place)
        return (
          <li key={number} className="max-w-[250px] shrink-0">
            <button
              type="button"
              aria-expanded={isOpen}
              title={isGone ? `${documentName} was deleted; the passage is kept` : documentName}
              onClick={() => onOpen(number)}
              className={`flex h-[30px] max-w-full items-center gap-1.75 rounded-md border pr-2.5 pl-1.5 text-xs hover:bg-accent pointer-coarse:h-11 ${isGone ? 'border-dashed border-border-strong' : ''}`}
            >
              <span className="sr-only">Source </span>
              <span
                className={`citation pointer-events-none mx-0 shrink-0 align-baseline ${isOpen ? 'bg-daylight text-daylight-foreground' : isGone ? 'border border-dashed border-border-strong text-muted-foreground' : 'bg-daylight-soft text-daylight-soft-foreground inset-ring inset-ring-daylight/65 dark:inset-ring-0'}`}
              >
                {number}
              </span>
              <span className={`truncate ${isGone ? 'text-muted-foreground' : ''}`}>
                {documentName}
              </span>
              {isGone && <span className="sr-only">, deleted since</span>}
              {where && (
                <span className="max-w-24 shrink-0 truncate text-muted-foreground tabular-nums">
                  {where}
                </span>
              )}
            </button>
          </li>
        )
      })}
      {web.map((source) => (
        <li key={source.href} className="max-w-[300px] shrink-0">
          <WebSourceChip {...source} />
        </li>
      ))}
    </ul>
  )
}
