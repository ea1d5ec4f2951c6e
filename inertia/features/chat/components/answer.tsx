import { RotateCcw } from 'lucide-react'
import { memo } from 'react'
import { readMetadata } from '#shared/tables/message_metadata'
import { IconButton } from '~/components/button'
import { useLiveAnswer, useLocalDatabase } from '~/livestore/hooks'
import { answerFacts } from '../answer_facts'
import { regenerate } from '../commands'
import type { Message, Step } from '../hooks/use_conversation'
import { modelName, offeredModel, useModels } from '../models_context'
import { AnswerOutcome } from './answer_outcome'
import { BranchSwitch } from './branch_switch'
import { CopyButton } from './copy_button'
import { DeleteMessage } from './delete_message'
import { DeletedMessage } from './deleted_message'
import { MessageText } from './message_text'
import { ReasoningFold } from './reasoning_fold'
import { liveReasoning, RunningAnswer } from './running_answer'

interface AnswerProps {
  step: Step
  isLast: boolean
  /** An answer above it is not finished yet. */
  isQueued: boolean
  /** The model that the chat asks now. */
  model: string | null
  allMessages: () => readonly Message[]
}

export const Answer = memo(function Answer(props: AnswerProps) {
  const { step, isQueued, model } = props
  const { message } = step
  const isRunning = message.status === 'pending' && message.deleted_at === null
  const live = useLiveAnswer(isRunning ? message.id : null)

  if (message.deleted_at !== null) return <DeletedMessage step={step} side="left" />
  return (
    <article aria-label="Answer" aria-busy={isRunning} className="group mb-7 text-read">
      {/* The same elements while it is written and after: what somebody has selected or unfolded stays. */}
      <ReasoningFold
        text={isRunning ? liveReasoning(live) : reasoningOf(message)}
        isRunning={isRunning}
      />
      <MessageText text={isRunning ? (live?.text ?? '') : message.content} isRunning={isRunning} />
      {isRunning ? (
        <RunningAnswer answer={message} live={live} isQueued={isQueued} />
      ) : (
        <AnswerOutcome answer={message} model={model} />
      )}
      <AnswerFooter {...props} isRunning={isRunning} />
    </article>
  )
})

function reasoningOf(answer: Message): string {
  const parts = readMetadata(answer.metadata).parts ?? []
  return parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
}

function AnswerFooter(props: AnswerProps & { isRunning: boolean }) {
  const { step, isLast, model, allMessages, isRunning } = props
  const { message } = step
  const database = useLocalDatabase()
  const models = useModels()
  const again = () => void regenerate(database, message, offeredModel(models, model))
  const visibility = isLast
    ? ''
    : 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100'

  return (
    <footer className="mt-2 -ml-2 flex min-h-8 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
      {!isRunning && (
        <div className={`flex transition-opacity ${visibility}`}>
          {message.content !== '' && <CopyButton text={message.content} label="Copy" />}
          {message.parent_message_id !== null && message.status !== 'held' && (
            <IconButton label="Answer again" onClick={again}>
              <RotateCcw size={16} aria-hidden="true" />
            </IconButton>
          )}
          <DeleteMessage message={message} allMessages={allMessages} />
        </div>
      )}
      <BranchSwitch step={step} />
      {message.status !== 'held' && (
        <p className="ml-2 flex flex-wrap gap-x-2 tabular-nums sm:ml-auto">
          <span className="font-[500] text-foreground">
            {modelName(models.models, message.model)}
          </span>
          {isRunning
            ? null
            : answerFacts(message).map((fact) => (
                <span key={fact} className="before:mr-2 before:content-['·']">
                  {fact}
                </span>
              ))}
        </p>
      )}
    </footer>
  )
}
