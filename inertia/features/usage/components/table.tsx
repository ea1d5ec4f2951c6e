import type { ReactNode } from 'react'

interface TableProps {
  label: string
  /** Fits a phone: its first column gives way. */
  fits?: boolean
  head: ReactNode
  children: ReactNode
}

/** Scrolls inside its frame; on narrow screens it runs off the right edge to say so, with its last column always in sight. */
export function Table({ label, fits, head, children }: TableProps) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="mt-4 overflow-x-auto max-sm:-mr-4"
    >
      <table className={`w-full border-separate border-spacing-0 ${fits ? '' : 'min-w-[560px]'}`}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody className="[&>tr:not(:last-child)>td]:border-b">{children}</tbody>
      </table>
    </div>
  )
}

const lastStays =
  'max-sm:last:sticky max-sm:last:right-0 max-sm:last:bg-background max-sm:last:pr-4'

export function HeadCell({ isFigure, children }: { isFigure?: boolean; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`border-b px-3 pb-2 text-2xs whitespace-nowrap font-[550] text-muted-foreground first:pl-0 sm:first:pl-3 ${lastStays} ${isFigure ? 'text-right' : 'text-left'}`}
    >
      {children}
    </th>
  )
}

interface CellProps {
  isFigure?: boolean
  isMuted?: boolean
  /** Takes the room that is left, and gives it first. */
  isWide?: boolean
  children: ReactNode
}

export function Cell({ isFigure, isMuted, isWide, children }: CellProps) {
  return (
    <td
      className={`h-[46px] px-3 first:pl-0 sm:first:pl-3 ${lastStays} ${isFigure ? 'text-right tabular-nums' : ''} ${isMuted ? 'text-muted-foreground' : ''} ${isWide ? 'w-full max-w-0' : 'whitespace-nowrap'}`}
    >
      {children}
    </td>
  )
}
