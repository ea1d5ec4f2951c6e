import { memo, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { limits } from './limits'

type Typeset = (text: string, isDisplay: boolean) => ReactNode

let typeset: Typeset | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function load(): Promise<void> {
  loading ??= import('./katex_elements').then((module) => {
    typeset = module.typeset
    for (const listener of listeners) listener()
  })
  return loading.catch(() => void (loading = null))
}

/** TeX as it looks in print; as it was written when it is wrong, too long, or the typesetter is not here yet. */
export const Formula = memo(function Formula({
  text,
  isDisplay,
}: {
  text: string
  isDisplay: boolean
}) {
  const current = useSyncExternalStore(subscribe, () => typeset)
  const isShort = text.length <= limits.formula && text.trim() !== ''
  if (isShort && !current) void load()
  const set = useMemo(
    () => (isShort && current ? current(text, isDisplay) : null),
    [isShort, current, text, isDisplay]
  )
  const content = set ?? <code>{text}</code>
  if (!isDisplay) return <span className="formula">{content}</span>
  return (
    <div className="formula-frame" role="region" aria-label="Formula" tabIndex={0}>
      {content}
    </div>
  )
})
