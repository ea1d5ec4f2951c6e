const FRAME =
  'M4 5.5A1.5 1.5 0 0 1 5.5 4h2A1.5 1.5 0 0 1 9 5.5V23h17.5a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-21A1.5 1.5 0 0 1 4 26.5z'
const PANE =
  'M13 6.9c0-1.15 1.25-1.87 2.25-1.28l11.9 7.03c.53.31.85.88.85 1.49V17.5a1.5 1.5 0 0 1-1.5 1.5h-12a1.5 1.5 0 0 1-1.5-1.5z'

/** The sign of Loft: a window frame, and the light that falls through it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d={FRAME} className="fill-primary dark:fill-foreground" />
      <path d={PANE} className="fill-daylight" />
    </svg>
  )
}

export function Wordmark() {
  return (
    <span className="flex items-center gap-1.5 text-[17px] font-[650] tracking-[-0.035em] text-foreground">
      <Mark />
      Loft
    </span>
  )
}

export type PaneFill = 'full' | 'half' | 'outline' | 'amber'

const paneColours: Record<PaneFill, string> = {
  full: 'text-success',
  half: 'text-success',
  outline: 'text-sidebar-muted',
  amber: 'text-warning',
}

/** The pane alone, as the sign of sync. It never stands without words beside it. */
export function Pane({ fill, size = 14 }: { fill: PaneFill; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="12 4 17 16"
      aria-hidden="true"
      className={`shrink-0 ${paneColours[fill]}`}
    >
      <clipPath id="pane-lower-half">
        <rect x="12" y="12.5" width="17" height="8" />
      </clipPath>
      <path
        d={PANE}
        fill={fill === 'full' || fill === 'amber' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.8"
      />
      {fill === 'half' && <path d={PANE} fill="currentColor" clipPath="url(#pane-lower-half)" />}
    </svg>
  )
}

/** Daylight through a roof window: first run and landing only. */
export function PaneOfLight({ className = '' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 560 520"
      aria-hidden="true"
      className={`pointer-events-none absolute overflow-visible text-daylight dark:opacity-25 ${className}`}
    >
      <defs>
        <linearGradient
          id="light"
          gradientUnits="userSpaceOnUse"
          x1="520"
          y1="-20"
          x2="190"
          y2="480"
        >
          <stop offset="0" stopColor="currentColor" stopOpacity="0.55" />
          <stop offset="0.55" stopColor="currentColor" stopOpacity="0.28" />
          <stop offset="1" stopColor="currentColor" stopOpacity="0" />
        </linearGradient>
      </defs>
      <g fill="url(#light)">
        <path d="M112-40h210l-52 246-206-40z" />
        <path d="M342-40h260l-60 298-252-48z" />
        <path d="M58 192l206 40-84 390H-42z" />
        <path d="M284 236l252 48-76 356H198z" />
      </g>
    </svg>
  )
}
