import type { ReactNode } from 'react'

interface ToastProps {
  icon: ReactNode
  children: ReactNode
  /** The way on. */
  action: ReactNode
  onHold: () => void
  onRelease: () => void
}

/** Says what was done somewhere else and how to take it back. Stays while it is pointed at or focused. Lies at the foot of `main`, above the composer. */
export function Toast({ icon, children, action, onHold, onRelease }: ToastProps) {
  return (
    <div
      role="status"
      onPointerEnter={onHold}
      onPointerLeave={onRelease}
      onFocus={onHold}
      onBlur={onRelease}
      className="absolute bottom-3 left-1/2 max-[900px]:fixed max-[900px]:bottom-6 z-(--z-toast) flex w-max max-w-[calc(100vw-32px)] -translate-x-1/2 animate-[appear_var(--duration-calm)_ease-out] items-center gap-3 rounded-xl bg-foreground py-1.5 pr-1.5 pl-4 text-background shadow-xl"
    >
      {icon}
      <p className="min-w-0 truncate">{children}</p>
      {action}
    </div>
  )
}
