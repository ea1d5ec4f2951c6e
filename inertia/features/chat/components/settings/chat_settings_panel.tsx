import { Panel } from '~/components/panel'
import { useComposerPort } from '../../composer_port'
import { useSettingsDraft } from '../../hooks/use_settings_draft'
import { findModel, offeredModel, useModels } from '../../models_context'
import { closeOverlay } from '../../chat_overlay'
import { AnswerSettingsFields } from './answer_settings_fields'
import { DefaultSettings } from './default_settings'
import { Presets } from './presets'
import { SystemPromptField } from './system_prompt_field'

/** What every request of a chat starts from. A chat that does not exist yet keeps it until its first message makes it. */
export function ChatSettingsPanel({ chatId }: { chatId: string | null }) {
  const port = useComposerPort(chatId)
  if (!port) return null
  return (
    <Panel
      title={chatId === null ? 'Settings of the new chat' : 'Settings of this chat'}
      onClose={closeOverlay}
    >
      <Content chatId={chatId} />
    </Panel>
  )
}

function Content({ chatId }: { chatId: string | null }) {
  const port = useComposerPort(chatId)
  const models = useModels()
  const { draft, setDraft, replace } = useSettingsDraft(port)
  const model = offeredModel(models, port?.model)

  return (
    <div className="space-y-6">
      <Presets
        model={model}
        settings={draft}
        onChoose={({ model: named, settings }) => {
          replace(settings)
          port?.change({ settings, ...(named !== null && { model: named }) })
        }}
      />
      <SystemPromptField
        value={draft.systemPrompt ?? ''}
        onChange={(systemPrompt) => setDraft({ ...draft, systemPrompt })}
      />
      <AnswerSettingsFields
        settings={draft}
        model={findModel(models.models, model)}
        unset="the model decides"
        onChange={setDraft}
      />
      <DefaultSettings settings={draft} />
    </div>
  )
}
