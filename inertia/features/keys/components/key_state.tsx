import type { KeyView } from '#shared/protocol/keys_page'

const tones = {
  good: 'bg-success-soft text-success',
  bad: 'bg-destructive-soft text-destructive',
  neutral: 'bg-secondary text-muted-foreground',
}

export function Tag({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <span className={`rounded-xs px-1.5 text-2xs leading-4 font-[550] ${tones[tone]}`}>
      {children}
    </span>
  )
}

export function KeyState({ view }: { view: Pick<KeyView, 'isRejected' | 'isActive'> }) {
  if (view.isRejected) return <Tag tone="bad">Rejected</Tag>
  return view.isActive ? <Tag tone="good">Works</Tag> : <Tag tone="neutral">Off</Tag>
}
