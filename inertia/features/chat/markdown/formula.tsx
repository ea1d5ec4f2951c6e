import { memo, useMemo } from 'react'
import { lazyPart } from '~/lib/lazy_part'
import { limits } from './limits'

const typesetter = lazyPart(() => import('./katex_elements').then(({ typeset }) => typeset))

/** TeX as it looks in print; as it was written when it is wrong, too long, or the typesetter is not here yet. */
export const Formula = memo(function Formula({
  text,
  isDisplay,
}: {
  text: string
  isDisplay: boolean
}) {
  const isShort = text.length <= limits.formula && text.trim() !== ''
  const typeset = typesetter.use(isShort)
  const set = useMemo(() => typeset?.(text, isDisplay), [typeset, text, isDisplay])
  const content = set ?? <code>{text}</code>
  if (!isDisplay) return <span className="formula">{content}</span>
  return (
    <div className="formula-frame" role="region" aria-label="Formula" tabIndex={0}>
      {content}
    </div>
  )
})
