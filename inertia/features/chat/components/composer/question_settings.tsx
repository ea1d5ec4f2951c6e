import { useState } from 'react'
import type { AnswerSettings } from '#shared/events/fields'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { AnswerSettingsFields } from '../settings/answer_settings_fields'

interface QuestionSettingsProps {
  settings: AnswerSettings
  model: BootstrapModel | undefined
  onSave: (settings: AnswerSettings) => void
  onClose: () => void
}

/** Parameters of one message: they lie above the chat's and are gone when it is sent. */
export function QuestionSettings({ settings, model, onSave, onClose }: QuestionSettingsProps) {
  const [draft, setDraft] = useState(settings)
  return (
    <Dialog
      title="Only for the next question"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => onSave({})}>As in the chat</Button>
          <Button variant="primary" onClick={() => onSave(draft)}>
            Use once
          </Button>
        </>
      }
    >
      <p>What is not set here is as in the chat.</p>
      <div className="space-y-5 pt-3 text-foreground">
        <AnswerSettingsFields
          settings={draft}
          model={model}
          unset="as in the chat"
          automatic="as set"
          onChange={setDraft}
        />
      </div>
    </Dialog>
  )
}
