import type { ReactNode } from 'react'

/** One key as it stands on the keyboard. */
export function KeyHint({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-4.5 rounded-xs border border-b-[1.5px] border-border-strong bg-card px-1 py-0.5 text-center font-sans text-2xs leading-none font-[500] text-muted-foreground">
      {children}
    </kbd>
  )
}

export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** ⌘ on machines of Apple, Ctrl elsewhere. */
export const commandKey = isApple ? '⌘' : 'Ctrl'
