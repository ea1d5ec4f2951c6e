import { CornerDownLeft, Pencil } from 'lucide-react'
import { memo, useState } from 'react'
import { IconButton } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { MessageImages } from '../attachments/message_images'
import { editMessage, requestAnswer } from '../commands'
import type { Message, Step } from '../hooks/use_conversation'
import { offeredModel, useModels } from '../models_context'
import { BranchSwitch } from './branch_switch'
import { CopyButton } from './copy_button'
import { DeleteMessage } from './delete_message'
import { DeletedMessage } from './deleted_message'
import { QuestionEditor } from './question_editor'
import { QuestionText } from './question_text'

interface QuestionProps {
  step: Step
  /** Not on the server yet. */
  isWaiting: boolean
  /** Nothing hangs below it: its answer was deleted. */
  isUnanswered: boolean
  model: string | null
  allMessages: () => readonly Message[]
}

export const Question = memo(function Question(props: QuestionProps) {
  const { step, isWaiting, isUnanswered, model, allMessages } = props
  const { message } = step
  const database = useLocalDatabase()
  const models = useModels()
  const [isEditing, setIsEditing] = useState(false)
  const asked = offeredModel(models, model)

  if (message.deleted_at !== null) return <DeletedMessage step={step} side="right" />
  if (isEditing) {
    const save = (text: string) => {
      void editMessage(database, message, text, asked)
      setIsEditing(false)
    }
    return (
      <QuestionEditor text={message.content} onSave={save} onCancel={() => setIsEditing(false)} />
    )
  }
  return (
    <article aria-label="You" className="group mb-4 flex flex-col items-end">
      <MessageImages attachments={message.attachments} />
      {message.content !== '' && <QuestionText text={message.content} isWaiting={isWaiting} />}
      <div className="mt-0.5 flex min-h-8 items-center">
        <BranchSwitch step={step} />
        <div className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton text={message.content} label="Copy" />
          <IconButton label="Edit" onClick={() => setIsEditing(true)}>
            <Pencil size={16} aria-hidden="true" />
          </IconButton>
          {isUnanswered && (
            <IconButton
              label="Answer this"
              onClick={() => void requestAnswer(database, message, asked)}
            >
              <CornerDownLeft size={16} aria-hidden="true" />
            </IconButton>
          )}
          <DeleteMessage message={message} allMessages={allMessages} />
        </div>
      </div>
    </article>
  )
})
