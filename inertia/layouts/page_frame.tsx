import type { ReactNode } from 'react'

interface PageFrameProps {
  title: string
  /** At the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A page on the sheet that is not a chat: scrolls as a whole, with its title on top. */
export function PageFrame({ title, actions, children }: PageFrameProps) {
  return (
    <PageScroll>
      <header className="mb-6 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-3">
        <h1 className="text-2xl font-[600] tracking-tight">{title}</h1>
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </PageScroll>
  )
}

/** Room to scroll in; on narrow screens below the buttons in the corners. */
export function PageScroll({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto max-[900px]:mt-12">
      <div className="mx-auto max-w-[1080px] px-10 pt-6.5 pb-10 max-[900px]:px-6 max-[900px]:pt-3 max-sm:px-4">
        {children}
      </div>
    </div>
  )
}
