import { useEffect, useRef, useState } from 'react'
import type { Box } from '~/lib/pdf/boxes'
import type { ShownPage } from './use_pdf_page'

interface PdfPageViewProps {
  shown: ShownPage
  /** CSS pixels. */
  width: number
  label: string
}

/** A page as ink, with light over what was cited; its words stand beside it for those who hear them. */
export function PdfPageView({ shown, width, label }: PdfPageViewProps) {
  const { page, lines, marked, passage } = shown
  const holder = useRef<HTMLDivElement>(null)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    const leaving = new AbortController()
    setHasFailed(false)
    page.draw(width, leaving.signal).then(
      (canvas) => leaving.signal.aborted || holder.current?.replaceChildren(canvas),
      () => leaving.signal.aborted || setHasFailed(true)
    )
    return () => leaving.abort()
  }, [page, width])

  return (
    <>
      <div
        className="page"
        style={{ width, height: (width * page.height) / page.width }}
        role="img"
        aria-label={label}
      >
        <div ref={holder} className="size-full" />
        <svg
          viewBox={`0 0 ${page.width} ${page.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <Light boxes={passage} className="page-passage" />
          <Light boxes={marked} className="page-mark" />
        </svg>
      </div>
      {hasFailed && (
        <p role="alert" className="mt-3 text-muted-foreground">
          This page cannot be drawn on this device. Its words:
        </p>
      )}
      <div className={hasFailed ? 'paper mt-2' : 'sr-only'}>
        {lines.map((line, at) => (
          // Lines have no name but their place, and never change.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at}>{line}</p>
        ))}
      </div>
    </>
  )
}

function Light({ boxes, className }: { boxes: readonly Box[]; className: string }) {
  return boxes.map(({ x, y, width, height }) => (
    <rect
      key={`${x} ${y}`}
      className={className}
      {...{ x: x - 1.5, y: y - 0.5, width: width + 3, height: height + 1, rx: 2 }}
    />
  ))
}
