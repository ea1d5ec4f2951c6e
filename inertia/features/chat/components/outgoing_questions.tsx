import { MessageImages } from '../attachments/message_images'
import { useOutgoingMessages } from '../outgoing_messages'
import { QuestionText } from './question_text'

interface OutgoingQuestionsProps {
  chatId: string
  /** The newest message on screen; one that is there already is not shown twice. */
  known?: string | undefined
}

/** Sent, and on its way into the database. */
export function OutgoingQuestions({ chatId, known }: OutgoingQuestionsProps) {
  const outgoing = useOutgoingMessages().filter((message) => message.chatId === chatId)
  return outgoing
    .filter((message) => message.messageId !== known && message.answerId !== known)
    .map((message) => (
      <div key={message.messageId} className="mb-4 flex flex-col items-end">
        <MessageImages attachments={JSON.stringify(message.attachments ?? [])} />
        {message.documents?.map(({ documentId, name }) => (
          <p key={documentId} className="mb-1.5 truncate text-xs text-muted-foreground">
            {name}
          </p>
        ))}
        {message.text !== '' && <QuestionText text={message.text} isWaiting />}
      </div>
    ))
}
