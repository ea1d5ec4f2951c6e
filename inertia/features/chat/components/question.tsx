import { CornerDownLeft, Pencil } from 'lucide-react'
import { memo, useState } from 'react'
import { IconButton } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { MessageDocuments } from '../attachments/message_documents'
import { MessageImages } from '../attachments/message_images'
import { editMessage, requestAnswer } from '../commands'
import type { AskingOf } from '../hooks/use_asking'
import type { Message, Step } from '../hooks/use_conversation'
import { BranchSwitch } from './branch_switch'
import { CopyButton } from './copy_button'
import { DeletedMessage } from './deleted_message'
import { ExcludedNote } from './excluded_note'
import { MessageMenu } from './message_menu'
import { QuestionEditor } from './question_editor'
import { QuestionText } from './question_text'

interface QuestionProps {
  step: Step
  /** Not on the server yet. */
  isWaiting: boolean
  /** Nothing hangs below it: its answer was deleted. */
  isUnanswered: boolean
  asking: AskingOf
  allMessages: () => readonly Message[]
}

export const Question = memo(function Question(props: QuestionProps) {
  const { step, isWaiting, isUnanswered, asking, allMessages } = props
  const { message } = step
  const database = useLocalDatabase()
  const [isEditing, setIsEditing] = useState(false)

  if (message.deleted_at !== null) return <DeletedMessage step={step} side="right" />
  if (isEditing) {
    const save = (text: string) => {
      void editMessage(database, message, text, asking())
      setIsEditing(false)
    }
    return (
      <QuestionEditor text={message.content} onSave={save} onCancel={() => setIsEditing(false)} />
    )
  }
  return (
    <article aria-label="You" className="group mb-0.5 flex flex-col items-end">
      <div
        className={`flex w-full flex-col items-end ${message.excluded_from_context === 1 ? 'opacity-50' : ''}`}
      >
        <MessageImages attachments={message.attachments} />
        <MessageDocuments documents={message.documents} />
        {message.content !== '' && <QuestionText text={message.content} isWaiting={isWaiting} />}
      </div>
      <ExcludedNote message={message} />
      <div className="mt-0.5 flex min-h-8 items-center">
        <BranchSwitch step={step} />
        <div className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton text={() => message.content} label="Copy" />
          <IconButton label="Edit" onClick={() => setIsEditing(true)}>
            <Pencil size={16} aria-hidden="true" />
          </IconButton>
          {isUnanswered && (
            <IconButton
              label="Answer this"
              onClick={() => void requestAnswer(database, message, asking())}
            >
              <CornerDownLeft size={16} aria-hidden="true" />
            </IconButton>
          )}
          <MessageMenu message={message} allMessages={allMessages} />
        </div>
      </div>
    </article>
  )
})
