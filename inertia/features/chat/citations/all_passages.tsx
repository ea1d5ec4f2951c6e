import type { CitedPassage } from '#shared/documents'
import { shortPlace } from '~/lib/documents/place_words'

interface AllPassagesProps {
  passages: readonly CitedPassage[]
  current: number
  onShow: (number: number) => void
}

export function AllPassages({ passages, current, onShow }: AllPassagesProps) {
  return (
    <ol aria-label="All passages" className="min-h-0 flex-1 divide-y overflow-y-auto px-2">
      {passages.map((passage) => (
        <li key={passage.number}>
          <button
            type="button"
            aria-current={passage.number === current}
            onClick={() => onShow(passage.number)}
            className="my-1 grid w-full grid-cols-[28px_minmax(0,1fr)] rounded-md px-1.5 py-2 text-left hover:bg-accent"
          >
            <span className="citation mt-0.5 bg-daylight-soft text-daylight-soft-foreground">
              {passage.number}
            </span>
            <span className="min-w-0">
              <span className="flex gap-2">
                <b className="truncate font-[550]">{passage.documentName}</b>
                <span className="max-w-32 shrink-0 truncate text-muted-foreground">
                  {shortPlace(passage.place)}
                </span>
              </span>
              <span className="line-clamp-2 text-xs text-muted-foreground">{passage.text}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
