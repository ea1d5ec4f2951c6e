import { Hourglass } from 'lucide-react'
import { useMemo } from 'react'
import type { LiveAnswer } from '~/livestore/api'
import { useLiveQuery, useSyncState } from '~/livestore/hooks'
import type { Message } from '../hooks/use_conversation'
import { unreadDocumentsOf } from '../queries'
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
        <Asked questionId={answer.parent_message_id} hasStarted={live?.hasStarted === true} />
      )}
    </>
  )
}

interface AskedProps {
  questionId: string | null
  hasStarted: boolean
}

/** The documents of a question are read before it is asked. */
function Asked({ questionId, hasStarted }: AskedProps) {
  const unread = useLiveQuery(useMemo(() => unreadDocumentsOf(questionId ?? ''), [questionId]))
  if (hasStarted) return <Waiting>Thinking</Waiting>
  if (unread.length === 0) return <Waiting>Asked</Waiting>
  const what = unread.length === 1 ? `${unread[0]?.name} is` : `${unread.length} documents are`
  return (
    <Waiting icon={<Hourglass size={14} aria-hidden="true" />}>
      {`It is answered as soon as ${what} read`}
    </Waiting>
  )
}

/** What it has thought so far. */
export const liveReasoning = (live: LiveAnswer | null): string =>
  (live?.parts ?? []).map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
