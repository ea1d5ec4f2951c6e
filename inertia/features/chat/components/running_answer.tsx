import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LiveAnswer } from '~/livestore/api'
import { useSyncState } from '~/livestore/hooks'
import type { Message } from '../hooks/use_conversation'

interface RunningAnswerProps {
  answer: Message
  live: LiveAnswer | null
  /** An answer above it is not finished yet. */
  isQueued: boolean
}

/** What an answer that is not finished waits for. Its text is not announced while it grows; the conversation says when it is done. */
export function RunningAnswer({ answer, live, isQueued }: RunningAnswerProps) {
  const sync = useSyncState()
  const isStopping = answer.stop_requested_at !== null
  const text = live?.text ?? ''

  return (
    <>
      {isStopping ? (
        <Waiting>Stopping</Waiting>
      ) : text !== '' ? null : sync.type === 'offline' ? (
        <Waiting icon={<Hourglass size={14} aria-hidden="true" />}>
          Waiting for a connection
        </Waiting>
      ) : isQueued && !live?.hasStarted ? (
        <Waiting icon={<Hourglass size={14} aria-hidden="true" />}>
          Queued. It is asked when the answer above ends
        </Waiting>
      ) : (
        <Waiting>{live?.hasStarted ? 'Thinking' : 'Asked'}</Waiting>
      )}
    </>
  )
}

/** What it has thought so far. */
export const liveReasoning = (live: LiveAnswer | null): string =>
  (live?.parts ?? []).map((part) => (part.type === 'reasoning' ? part.text : '')).join('')

function Waiting({ icon, children }: { icon?: ReactNode; children: string }) {
  return (
    <p className="flex min-h-8 items-center gap-2 text-sm text-muted-foreground">
      {icon ?? (
        <span
          aria-hidden="true"
          className="pulse size-2 rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/30 dark:ring-0"
        />
      )}
      {children}
    </p>
  )
}
