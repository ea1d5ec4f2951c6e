import type { Step } from '../hooks/use_conversation'
import { BranchSwitch } from './branch_switch'

/** Stays where something living hangs below it. */
export function DeletedMessage({ step, side }: { step: Step; side: 'left' | 'right' }) {
  return (
    <div
      className={`mb-4 flex min-h-8 items-center gap-2 text-sm text-muted-foreground italic ${side === 'right' ? 'justify-end' : ''}`}
    >
      {side === 'right' ? 'You deleted this message' : 'You deleted this answer'}
      <BranchSwitch step={step} />
    </div>
  )
}
