import type { ReactNode } from 'react'

interface EntranceProps {
  title: string
  /** What this is about, in a sentence. */
  lead?: ReactNode
  children?: ReactNode
}

/** A page of the entrance: title, a sentence, a form. */
export function Entrance({ title, lead, children }: EntranceProps) {
  return (
    <>
      <h1 className="text-2xl font-[600] tracking-tight">{title}</h1>
      {lead && <p className="mt-2 text-base text-pretty text-muted-foreground">{lead}</p>}
      <div className="mt-7 max-w-md space-y-5">{children}</div>
    </>
  )
}

export const linkStyle = 'text-link underline underline-offset-2'

/** For a line that is nothing but its link: tall enough for a finger. */
export const linkLine = 'pointer-coarse:flex pointer-coarse:min-h-11 pointer-coarse:items-center'
