import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { PdfFile } from '~/lib/pdf/pdf_engine'
import type { Cited } from './cited'
import { PageTools } from './page_tools'
import { PdfPageView } from './pdf_page_view'
import { usePdfPage } from './use_pdf_page'

interface PdfReaderProps {
  file: PdfFile
  name: string
  cited?: Cited
  /** The passage by itself, for pages on which its words are not found. */
  instead: ReactNode
}

const ZOOMS = [1, 1.5, 2, 3] as const
/** How far down the light is put, as a share of what is seen. */
const UPPER_THIRD = 0.3

/** One page at a time, as wide as there is room, with light on what was cited. */
export function PdfReader({ file, name, cited, instead }: PdfReaderProps) {
  const citedPage = Math.min(Math.max(cited?.passage.place.page ?? 1, 1), file.pages)
  const [number, setNumber] = useState(citedPage)
  const [zoom, setZoom] = useState(0)
  const [readsInstead, setReadsInstead] = useState(false)
  useEffect(() => {
    setNumber(citedPage)
    setReadsInstead(false)
  }, [cited, citedPage])
  const shown = usePdfPage(file, number, cited)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidthOf(scroller, readsInstead) * ZOOMS[zoom]!

  const page = shown === 'failed' ? null : shown
  const isHere = page?.number === number && page.cited === cited
  const isLost = isHere && cited !== undefined && number === citedPage && noLight(page)
  const first = page && isHere ? (page.marked[0] ?? page.passage[0]) : undefined
  const light = first && page ? (first.y / page.page.width) * width : 0
  const seen = `${number} ${cited?.passage.number ?? ''} ${isHere}`
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && isHere)
      element.scrollTop = Math.max(0, light - element.clientHeight * UPPER_THIRD)
    // Where the light is follows from which page is seen; a zoom must not jump back to it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [seen])

  const goTo = (to: number) => setNumber(Math.min(Math.max(to, 1), file.pages))
  const zoomTo = (to: number) => setZoom(Math.min(Math.max(to, 0), ZOOMS.length - 1))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowRight' && zoom === 0) goTo(number + 1)
    else if (event.key === 'ArrowLeft' && zoom === 0) goTo(number - 1)
    else if (event.key === '+' || event.key === '=') zoomTo(zoom + 1)
    else if (event.key === '-') zoomTo(zoom - 1)
    else if (event.key === '0') zoomTo(0)
    else return
    event.preventDefault()
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {isLost && (
        <p
          role="status"
          className="flex shrink-0 gap-2 border-b bg-muted px-3.5 py-2 text-muted-foreground"
        >
          <span className="min-w-0 flex-1">
            The words of the passage were not found on this page.
          </span>
          <button
            type="button"
            onClick={() => setReadsInstead(!readsInstead)}
            className="shrink-0 rounded-sm font-[550] text-link hover:underline pointer-coarse:min-h-11"
          >
            {readsInstead ? 'See the page' : 'Read the passage'}
          </button>
        </p>
      )}
      {readsInstead ? (
        instead
      ) : (
        <>
          <div
            ref={scroller}
            role="region"
            aria-label="Page"
            aria-busy={!isHere && shown !== 'failed'}
            tabIndex={0}
            onKeyDown={onKeyDown}
            className="min-h-0 flex-1 overflow-auto bg-muted p-4.5 pb-18 outline-offset-[-2px] max-sm:p-2.5 max-sm:pb-18"
          >
            {shown === 'failed' ? (
              <div className="paper">
                <p role="alert">This page cannot be drawn on this device.</p>
              </div>
            ) : (
              page &&
              width > 0 && (
                <PdfPageView
                  shown={page}
                  width={width}
                  label={`Page ${page.number} of ${file.pages} of ${name}`}
                />
              )
            )}
          </div>
          <PageTools
            number={number}
            pages={file.pages}
            onPage={goTo}
            zoom={zoom}
            mostZoom={ZOOMS.length - 1}
            onZoom={zoomTo}
            onBack={cited && number !== citedPage ? () => goTo(citedPage) : undefined}
          />
        </>
      )}
    </div>
  )
}

const noLight = (page: { marked: readonly unknown[]; passage: readonly unknown[] }) =>
  page.marked.length + page.passage.length === 0

/** Of what is inside, without its padding. CSS pixels. */
function useWidthOf(element: React.RefObject<HTMLElement | null>, isAway: boolean): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const read = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(watched)
      setWidth(
        watched.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
      )
    }
    read()
    const observer = new ResizeObserver(read)
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element, isAway])
  return width
}
