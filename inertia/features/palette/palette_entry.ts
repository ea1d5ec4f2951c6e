import type { ReactNode } from 'react'

/** One line of the palette. */
export interface PaletteEntry {
  id: string
  icon: ReactNode
  label: ReactNode
  /** What stands muted at the right. */
  aside?: ReactNode
  run: () => void
}

export interface PaletteGroup {
  name: string
  entries: readonly PaletteEntry[]
}
