import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '~/components/button'

const tones = {
  neutral: { ground: 'bg-muted', sign: 'text-muted-foreground', Icon: Info },
  warning: { ground: 'bg-warning-soft', sign: 'text-warning', Icon: TriangleAlert },
  error: { ground: 'bg-destructive-soft', sign: 'text-destructive', Icon: CircleAlert },
}

interface NoticeProps {
  tone?: keyof typeof tones
  icon?: ReactNode
  /** What happened. */
  title: string
  /** What was kept and what to do, in one line. */
  children?: ReactNode
  /** At most two buttons. */
  actions?: ReactNode
  onDismiss?: () => void
}

export function Notice({
  tone = 'neutral',
  icon,
  title,
  children,
  actions,
  onDismiss,
}: NoticeProps) {
  const { ground, sign, Icon } = tones[tone]
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl px-3.5 py-2.5 text-sm ${ground}`}
    >
      <span className={`shrink-0 ${sign}`}>{icon ?? <Icon size={16} aria-hidden="true" />}</span>
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-[600] text-foreground">{title}</p>
        {children && <p className="text-muted-foreground">{children}</p>}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
      {onDismiss && (
        <IconButton label="Dismiss" className="-mr-1.5" onClick={onDismiss}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}
