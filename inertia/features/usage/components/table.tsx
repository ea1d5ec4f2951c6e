import type { ReactNode } from 'react'

interface TableProps {
  label: string
  head: ReactNode
  children: ReactNode
}

/** Scrolls inside its frame; on narrow screens it runs off the right edge to say so. */
export function Table({ label, head, children }: TableProps) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="mt-4 overflow-x-auto max-sm:-mr-4"
    >
      <table className="w-full min-w-[560px] border-collapse">
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y">{children}</tbody>
      </table>
    </div>
  )
}

export function HeadCell({ isFigure, children }: { isFigure?: boolean; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`border-b px-3 pb-2 text-2xs font-[550] text-muted-foreground first:pl-0 sm:first:pl-3 ${isFigure ? 'text-right' : 'text-left'}`}
    >
      {children}
    </th>
  )
}

interface CellProps {
  isFigure?: boolean
  isMuted?: boolean
  children: ReactNode
}

export function Cell({ isFigure, isMuted, children }: CellProps) {
  return (
    <td
      className={`h-[46px] px-3 first:pl-0 sm:first:pl-3 ${isFigure ? 'text-right tabular-nums' : ''} ${isMuted ? 'text-muted-foreground' : ''}`}
    >
      {children}
    </td>
  )
}
