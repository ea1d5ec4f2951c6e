import type { ReactNode } from 'react'

interface WaitingProps {
  /** Instead of the light that pulses. */
  icon?: ReactNode
  children: string
}

/** One line for what an answer waits for. */
export function Waiting({ icon, children }: WaitingProps) {
  return (
    <p className="flex min-h-8 items-center gap-2 text-sm text-muted-foreground">
      {icon ?? <Pulse />}
      {children}
    </p>
  )
}

/** The sign of something being written. */
export function Pulse() {
  return (
    <span
      aria-hidden="true"
      className="pulse size-2 shrink-0 rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/30 dark:ring-0"
    />
  )
}
