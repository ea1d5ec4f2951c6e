import { useCallback, useEffect, useRef, type ReactNode } from 'react'
import { useMediaQuery } from '~/hooks/use_media_query'
import { useVisibleLines } from '~/hooks/use_visible_lines'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type { PickerLine } from '../../picker_list'
import { ModelRow } from './model_row'

interface ModelListProps {
  id: string
  lines: readonly PickerLine[]
  total: number
  activeId: string | null
  current: string | null
  favourites: ReadonlySet<string>
  onActivate: (model: string) => void
  onUse: (model: BootstrapModel) => void
  onFavour: (model: string) => void
  empty: ReactNode
}

export const optionId = (listId: string, model: string) => `${listId}-${encodeURIComponent(model)}`

const HEADING = 30
const AHEAD = 8
const BELOW = 8

/** Only the rows on screen exist, and the active one: hundreds of models cost what twenty do. */
export function ModelList(props: ModelListProps) {
  const { id, lines, total, activeId, current, favourites, onActivate, onUse, onFavour } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(width < 640px), (pointer: coarse)')
  const row = isNarrow ? 56 : 36
  const activeIndex = lines.findIndex((line) => line.type === 'model' && line.model.id === activeId)
  const heightOf = useCallback(
    (index: number) => (lines[index]?.type === 'heading' ? HEADING : row),
    [lines, row]
  )
  const { first, last, starts, totalHeight, scrollTo } = useVisibleLines({
    ...{ scroller, count: lines.length, heightOf, ahead: AHEAD },
  })
  const rendered = lines
    .map((line, index) => ({ line, index }))
    .filter(({ index }) => (index >= first && index <= last) || index === activeIndex)

  useEffect(() => {
    // The heading above the first model belongs to it.
    if (activeIndex >= 0) scrollTo(activeIndex === 1 ? 0 : activeIndex)
  }, [scrollTo, activeIndex])

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-x-0 top-0 z-1 flex justify-end pt-2 pr-[calc(18px+var(--scrollbar,0px))] text-2xs text-muted-foreground max-sm:hidden"
      >
        <span className="w-14.5 text-right">Context</span>
        <span className="w-14.5 text-right">In / M</span>
        <span className="w-14.5 text-right">Out / M</span>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 [scrollbar-width:none]">
        {total === 0 && props.empty}
        <div
          id={id}
          role="listbox"
          aria-label="Models"
          className="relative"
          style={{ height: total === 0 ? 0 : totalHeight + BELOW }}
        >
          {rendered.map(({ line, index }) => {
            if (total === 0) return null
            const place = {
              height: starts[index + 1]! - starts[index]!,
              transform: `translateY(${starts[index]}px)`,
            }
            if (line.type === 'heading') {
              return (
                <div
                  key={`heading ${line.name}`}
                  role="presentation"
                  style={place}
                  className="absolute inset-x-0 top-0 flex items-end px-2.5 pb-1 text-2xs font-[550] text-muted-foreground"
                >
                  {line.name}
                </div>
              )
            }
            return (
              <ModelRow
                key={line.model.id}
                id={optionId(id, line.model.id)}
                model={line.model}
                place={place}
                position={line.position + 1}
                total={total}
                isActive={line.model.id === activeId}
                isCurrent={line.model.id === current}
                isFavourite={favourites.has(line.model.id)}
                onActivate={onActivate}
                onUse={onUse}
                onFavour={onFavour}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
