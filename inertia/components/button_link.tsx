import type { ReactNode } from 'react'

/** A link that is what one does next: looks like the primary button. */
export function ButtonLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex h-11 items-center gap-2 rounded-lg bg-primary px-5 text-base font-[550] text-primary-foreground shadow-xs hover:bg-primary-hover"
    >
      {children}
    </a>
  )
}
