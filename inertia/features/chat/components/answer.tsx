import { memo, useMemo } from 'react'
import { readMetadata, type MessageMetadata } from '#shared/tables/message_metadata'
import { useLiveAnswer } from '~/livestore/hooks'
import { MadeFiles } from '../attachments/made_files'
import { AnswerSources } from '../citations/answer_sources'
import type { AskingOf } from '../hooks/use_asking'
import type { Message, Step } from '../hooks/use_conversation'
import { AnswerFooter } from './answer_footer'
import { AnswerOutcome } from './answer_outcome'
import { DeletedMessage } from './deleted_message'
import { ExcludedNote } from './excluded_note'
import { MessageText } from './message_text'
import { ReasoningFold } from './reasoning_fold'
import { liveReasoning, RunningAnswer } from './running_answer'

interface AnswerProps {
  step: Step
  isLast: boolean
  /** An answer above it is not finished yet. */
  isQueued: boolean
  asking: AskingOf
  allMessages: () => readonly Message[]
}

const none: readonly never[] = []

export const Answer = memo(function Answer(props: AnswerProps) {
  const { step, isQueued, asking } = props
  const { message } = step
  const isRunning = message.status === 'pending' && message.deleted_at === null
  const live = useLiveAnswer(isRunning ? message.id : null)
  const text = isRunning ? (live?.text ?? '') : message.content
  const stored = useMemo(() => readMetadata(message.metadata), [message.metadata])
  const { documents } = stored
  const passages = (isRunning ? live?.passages : stored.passages) ?? none
  const parts = (isRunning ? live?.parts : stored.parts) ?? none

  if (message.deleted_at !== null) return <DeletedMessage step={step} side="left" />
  return (
    <article aria-label="Answer" aria-busy={isRunning} className="group mb-7 text-read">
      {/* The same elements while it is written and after: what somebody has selected or unfolded stays. */}
      <div className={message.excluded_from_context === 1 ? 'opacity-50' : ''}>
        <ReasoningFold
          text={isRunning ? liveReasoning(live) : reasoningOf(stored)}
          isThinking={isRunning && text === ''}
        />
        <AnswerSources
          answerId={message.id}
          text={text}
          passages={passages}
          parts={parts}
          documents={documents ?? null}
        >
          <MessageText text={text} isRunning={isRunning} />
        </AnswerSources>
        <MadeFiles parts={parts} />
      </div>
      {isRunning ? (
        <RunningAnswer answer={message} live={live} isQueued={isQueued} />
      ) : (
        <AnswerOutcome answer={message} asking={asking} />
      )}
      {!isRunning && <ExcludedNote message={message} />}
      <AnswerFooter {...props} isRunning={isRunning} isWriting={isRunning && text !== ''} />
    </article>
  )
})

function reasoningOf({ parts = [] }: MessageMetadata): string {
  return parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
}
