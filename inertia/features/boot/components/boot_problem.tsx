import type { ReactNode } from 'react'
import { Wordmark } from '~/components/mark'

interface BootProblemProps {
  title: string
  children: ReactNode
  actions?: ReactNode
}

/** A whole screen for what keeps Loft from opening: what happened, what was kept, what to do. */
export function BootProblem({ title, children, actions }: BootProblemProps) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center bg-background p-6">
      <div className="w-full max-w-lg">
        <Wordmark />
        <h1 className="mt-6 text-xl font-[600] tracking-tight">{title}</h1>
        <div className="mt-2 space-y-3 text-base text-muted-foreground">{children}</div>
        {actions && <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </main>
  )
}
