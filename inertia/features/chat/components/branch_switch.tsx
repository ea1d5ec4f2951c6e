import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { selectBranch } from '../commands'
import type { Step } from '../hooks/use_conversation'

/** ‹ 2 / 3 ›: the versions of one message. */
export function BranchSwitch({ step }: { step: Step }) {
  const database = useLocalDatabase()
  const { message, siblings } = step
  if (siblings.length < 2) return null
  const at = siblings.indexOf(message)
  const go = (to: number) => {
    const sibling = siblings[to]
    if (sibling) void selectBranch(database, sibling)
  }

  return (
    <div
      role="group"
      aria-label="Versions"
      className="flex items-center text-xs text-muted-foreground"
    >
      <IconButton label="Previous version" disabled={at === 0} onClick={() => go(at - 1)}>
        <ChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <span className="tabular-nums">
        {at + 1} / {siblings.length}
      </span>
      <IconButton
        label="Next version"
        disabled={at === siblings.length - 1}
        onClick={() => go(at + 1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
