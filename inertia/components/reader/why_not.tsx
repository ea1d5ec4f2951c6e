import { Info } from 'lucide-react'
import type { WhyNot } from '~/lib/documents/fetch_document'

interface WhyNotLineProps {
  why: WhyNot | 'unreadable'
  /** What stands below it instead. */
  instead: string
  onAgain: () => void
}

const reasons: Record<WhyNotLineProps['why'], string> = {
  offline: 'You are offline.',
  gone: 'The file is not on the server any more.',
  changed: 'The document was read anew since.',
  too_large: 'The file is too large to be shown here; it can be downloaded.',
  slow: 'The server did not send the file in time.',
  failed: 'The file could not be had from the server.',
  unreadable: 'The page cannot be drawn on this device.',
}

const canChange: readonly string[] = ['slow', 'failed', 'offline']

/** What happened, and what was kept. */
export function WhyNotLine({ why, instead, onAgain }: WhyNotLineProps) {
  return (
    <p
      role="status"
      className="flex shrink-0 items-start gap-2 border-b bg-muted px-3.5 py-2 text-muted-foreground"
    >
      <Info size={14} aria-hidden="true" className="mt-[3px] shrink-0" />
      <span className="min-w-0 flex-1">
        {reasons[why]} {instead}
      </span>
      {canChange.includes(why) && (
        <button
          type="button"
          onClick={onAgain}
          className="shrink-0 rounded-sm font-[550] text-link hover:underline pointer-coarse:min-h-11"
        >
          Try again
        </button>
      )}
    </p>
  )
}
