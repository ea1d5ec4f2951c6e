import type { ReactNode } from 'react'

/** Rows of settings in one frame. */
export function SettingsCard({ children }: { children: ReactNode }) {
  return <div className="divide-y rounded-xl border bg-card">{children}</div>
}

interface SettingsRowProps {
  title: ReactNode
  /** What it means or is at the moment, in one line. */
  children?: ReactNode
  /** The control at the right. */
  control?: ReactNode
}

export function SettingsRow({ title, children, control }: SettingsRowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3 pr-3 pl-4">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-[550]">{title}</p>
        {children && <p className="text-muted-foreground">{children}</p>}
      </div>
      {control}
    </div>
  )
}

/** The title of a page of settings with what it is about. */
export function SettingsHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 className="text-[1.0625rem] leading-7 font-[600]">{title}</h2>
      <p className="mt-1 mb-5 max-w-xl text-pretty text-muted-foreground">{children}</p>
    </>
  )
}
