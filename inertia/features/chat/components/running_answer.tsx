import { Hourglass } from 'lucide-react'
import type { LiveAnswer } from '~/livestore/api'
import { useSyncState } from '~/livestore/hooks'
import type { Message } from '../hooks/use_conversation'
import { Waiting } from './waiting'

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
  // The fold of its thoughts says so already.
  const isShowingThoughts = liveReasoning(live).trim() !== ''

  return (
    <>
      {isStopping ? (
        <Waiting>Stopping</Waiting>
      ) : text !== '' || isShowingThoughts ? null : sync.type === 'offline' ? (
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
