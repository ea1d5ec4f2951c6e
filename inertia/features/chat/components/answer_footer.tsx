import { RotateCcw } from 'lucide-react'
import { readMetadata } from '#shared/tables/message_metadata'
import { IconButton } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { answerFacts } from '../answer_facts'
import { answerMarkdown } from '../chat_markdown'
import { regenerate } from '../commands'
import type { AskingOf } from '../hooks/use_asking'
import type { Message, Step } from '../hooks/use_conversation'
import { wasLeftOutWords } from '../left_out_words'
import { modelName, useModels } from '../models_context'
import { openOverlay } from '../chat_overlay'
import { AnswerFacts } from './answer_facts_line'
import { BranchSwitch } from './branch_switch'
import { CopyButton } from './copy_button'
import { MessageMenu } from './message_menu'

interface AnswerFooterProps {
  step: Step
  isLast: boolean
  isRunning: boolean
  /** Its text has begun to come. */
  isWriting: boolean
  asking: AskingOf
  allMessages: () => readonly Message[]
}

/** What can be done with an answer, and the facts of it. */
export function AnswerFooter(props: AnswerFooterProps) {
  const { step, isLast, asking, allMessages, isRunning, isWriting } = props
  const { message } = step
  const database = useLocalDatabase()
  const { models } = useModels()
  const mayAskAgain = message.parent_message_id !== null && message.status !== 'held'
  const again = (model?: string) => void regenerate(database, message, asking(model))
  const withOtherModel = () =>
    openOverlay({ type: 'models_for_answer', current: message.model, onPick: again })
  const visibility = isLast
    ? ''
    : 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100'

  return (
    <footer className="mt-2 -ml-2 flex min-h-8 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
      {!isRunning && (
        <div className={`flex transition-opacity ${visibility}`}>
          {message.content !== '' && (
            <CopyButton text={() => answerMarkdown(message)} label="Copy" />
          )}
          {mayAskAgain && (
            <IconButton label="Answer again" onClick={() => again()}>
              <RotateCcw size={16} aria-hidden="true" />
            </IconButton>
          )}
          <MessageMenu
            message={message}
            allMessages={allMessages}
            onOtherModel={mayAskAgain ? withOtherModel : null}
          />
        </div>
      )}
      <BranchSwitch step={step} />
      {message.status !== 'held' && (
        <AnswerFacts
          model={modelName(models, message.model)}
          facts={isRunning ? (isWriting ? ['answering'] : []) : answerFacts(message)}
          note={isRunning ? null : noteOf(message, (model) => modelName(models, model))}
        />
      )}
    </footer>
  )
}

/** That another model answered than was asked, and what of the chat it did not read. */
function noteOf(message: Message, nameOf: (model: string) => string): string | null {
  const { askedModel, leftOut = 0 } = readMetadata(message.metadata)
  const notes = [
    askedModel &&
      askedModel !== message.model &&
      `You asked ${nameOf(askedModel)}; it did not answer.`,
    leftOut > 0 && wasLeftOutWords(leftOut),
  ].filter(Boolean)
  return notes.length === 0 ? null : notes.join(' ')
}
