import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { AnswerSettings } from '#shared/events/fields'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type { ComposerPort } from '../../composer_port'
import { expectedOutput } from '../../model_cost'
import type { NextContext } from '../../next_context'
import { temporaryChat } from '../../temporary/temporary_chat'
import { SendButton } from '../send_button'
import { ModelButton } from './model_button'
import { MoreMenu } from './more_menu'
import { QuestionSettings } from './question_settings'
import { ThinkMenu } from './think_menu'
import { TokenGauge } from './token_gauge'

interface ComposerToolsProps {
  port: ComposerPort | null
  chatId: string | null
  model: string
  facts: BootstrapModel | undefined
  next: NextContext | null
  /** For the next question alone. */
  settings: AnswerSettings
  hasText: boolean
  isTemporary: boolean
  /** null where files cannot be added. */
  onFiles: ((files: readonly File[]) => void) | null
  onSettings: (settings: AnswerSettings) => void
}

/** The row below the text: who is asked and how, how much it is, and the button that sends. */
export function ComposerTools(props: ComposerToolsProps) {
  const { port, chatId, model, facts, next, settings, hasText, isTemporary, onSettings } = props
  const [isSetting, setIsSetting] = useState(false)
  const mayBeTemporary = chatId === null && !isTemporary && port !== null
  const startTemporary = () =>
    temporaryChat.start({ model: port?.model ?? null, settings: port?.settings ?? {} })

  return (
    <div className="flex items-center gap-0.5 px-2 pt-1 pb-2">
      <MoreMenu
        onFiles={props.onFiles}
        isChat={chatId !== null}
        onQuestionSettings={() => setIsSetting(true)}
        onTemporary={mayBeTemporary ? startTemporary : null}
      />
      <ModelButton model={model} />
      {facts?.canReason && port && (
        <ThinkMenu
          settings={port.settings}
          override={settings}
          onChange={(changed) => port.change({ settings: changed })}
        />
      )}
      <span className="flex-1" />
      {next && (
        <TokenGauge
          next={next}
          model={facts}
          output={expectedOutput(
            port?.usualOutput ?? null,
            settings.maxOutputTokens ?? port?.settings.maxOutputTokens,
            facts
          )}
        />
      )}
      <SendButton hasText={hasText} stop={port?.stop ?? null} />
      {isSetting &&
        // Outside the form: Enter in one of its fields must not send the message.
        createPortal(
          <QuestionSettings
            settings={settings}
            model={facts}
            onSave={(saved) => {
              onSettings(saved)
              setIsSetting(false)
            }}
            onClose={() => setIsSetting(false)}
          />,
          document.body
        )}
    </div>
  )
}
