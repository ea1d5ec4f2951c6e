import { ChevronLeft, ChevronRight, Quote, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '~/components/button'

interface PageToolsProps {
  number: number
  pages: number
  onPage: (page: number) => void
  /** 0: as wide as the panel. */
  zoom: number
  mostZoom: number
  onZoom: (zoom: number) => void
  /** To the page that was cited; absent there. */
  onBack?: () => void
}

const icon = { 'size': 16, 'aria-hidden': true } as const

/** Over the lower edge of the page: which one, and how large. */
export function PageTools(props: PageToolsProps) {
  const { number, pages, onPage, zoom, mostZoom, onZoom, onBack } = props
  const [typed, setTyped] = useState(String(number))
  useEffect(() => setTyped(String(number)), [number])
  const go = () => {
    const wanted = Number(typed)
    if (Number.isInteger(wanted) && wanted >= 1) onPage(wanted)
    else setTyped(String(number))
  }
  return (
    <div
      role="group"
      aria-label="Pages"
      className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center rounded-lg border bg-popover p-0.5 text-xs text-muted-foreground shadow-lg"
    >
      <IconButton label="Previous page" disabled={number <= 1} onClick={() => onPage(number - 1)}>
        <ChevronLeft {...icon} />
      </IconButton>
      <label className="flex items-center gap-1 whitespace-nowrap tabular-nums">
        <span className="sr-only">Page</span>
        <input
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={go}
          onKeyDown={(event) => event.key === 'Enter' && go()}
          className="h-6 w-9 rounded-sm border border-transparent bg-transparent text-center text-foreground hover:border-border-strong pointer-coarse:h-11"
        />
        of {pages}
      </label>
      <IconButton label="Next page" disabled={number >= pages} onClick={() => onPage(number + 1)}>
        <ChevronRight {...icon} />
      </IconButton>
      <span aria-hidden="true" className="mx-0.5 h-5 w-px bg-border" />
      <IconButton label="Smaller (-)" disabled={zoom <= 0} onClick={() => onZoom(zoom - 1)}>
        <ZoomOut {...icon} />
      </IconButton>
      <IconButton label="Larger (+)" disabled={zoom >= mostZoom} onClick={() => onZoom(zoom + 1)}>
        <ZoomIn {...icon} />
      </IconButton>
      {onBack && (
        <IconButton label="Back to the cited page" className="text-link" onClick={onBack}>
          <Quote {...icon} />
        </IconButton>
      )}
    </div>
  )
}
