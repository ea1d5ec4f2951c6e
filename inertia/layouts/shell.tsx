import type { ReactNode } from 'react'
import { SIDE_PLACE } from '~/components/side_panel'
import { useIsSidebarHidden } from '~/lib/sidebar_state'

interface ShellProps {
  /** What the skip link leads to. */
  skipTo: string
  /** Below the conversation, outside the database; pages have none. */
  composer: ReactNode
  /** The sidebar and the conversation or page: two cells of the grid. */
  children: ReactNode
}

/** Wall and sheet. The sheet is a ground of its own, so that conversation and composer can be mounted apart. */
export function Shell({ skipTo, composer, children }: ShellProps) {
  const isHidden = useIsSidebarHidden()
  return (
    <div
      className={`grid h-dvh grid-rows-[minmax(0,1fr)_auto] overflow-hidden bg-sidebar max-[900px]:grid-cols-[0_minmax(0,1fr)] ${isHidden ? 'grid-cols-[52px_minmax(0,1fr)] has-[#side-place>*]:grid-cols-[52px_minmax(0,1fr)_var(--panel-width)]' : 'grid-cols-[var(--sidebar-width)_minmax(0,1fr)] has-[#side-place>*]:grid-cols-[var(--sidebar-width)_minmax(0,1fr)_var(--panel-width)]'}`}
    >
      <a
        href="#main"
        className="fixed top-2 left-2 z-(--z-toast) -translate-y-20 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0"
      >
        Skip to {skipTo}
      </a>
      <div
        aria-hidden="true"
        className="col-start-2 row-span-2 row-start-1 my-2 mr-2 rounded-xl border border-sidebar-border bg-background shadow-sm max-[900px]:ml-2 max-sm:m-0 max-sm:rounded-none max-sm:border-0"
      />
      <div
        className={`contents [&>main]:col-start-2 [&>main]:row-start-1 [&>main]:mt-2 [&>main]:mr-2 max-[900px]:[&>main]:ml-2 max-sm:[&>main]:m-0 ${composer ? '' : '[&>main]:mb-2'}`}
      >
        {children}
      </div>
      <div id={SIDE_PLACE} className="contents" />
      {composer && (
        <div className="relative col-start-2 row-start-2 mr-2 mb-5.5 max-[900px]:ml-2 max-sm:mx-2 max-sm:mb-2">
          <div className="mx-auto flex w-[min(100%-32px,calc(var(--measure)+24px))] flex-col gap-2 max-sm:w-full">
            {composer}
          </div>
        </div>
      )}
    </div>
  )
}
