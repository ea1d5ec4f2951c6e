import type { ChatSettings } from '#shared/events/fields'
import type { PreferenceKey } from '#shared/events/preference_events'
import type { Row } from '#shared/tables/tables'
import type { LocalDatabase } from '~/livestore/api'

/** Of any script: an event holds 200 bytes of it. */
const NAME_CHARACTERS = 60

const newId = () => crypto.randomUUID() as string

/** Model and settings of a chat; what is not named stays. */
export function changeChat(
  database: LocalDatabase,
  chat: { id: string; model: string | null; settings: ChatSettings },
  change: { model?: string; settings?: ChatSettings }
): Promise<void> {
  return database.commit({
    name: 'v1.ChatSettingsChanged',
    args: {
      eventId: newId(),
      chatId: chat.id,
      model: change.model ?? chat.model,
      settings: change.settings ?? chat.settings,
      changedAt: Date.now(),
    },
  })
}

export function favourModel(
  database: LocalDatabase,
  model: string,
  isFavourite: boolean
): Promise<void> {
  const args = { eventId: newId(), model }
  return database.commit(
    isFavourite
      ? { name: 'v1.ModelFavoured', args: { ...args, favouredAt: Date.now() } }
      : { name: 'v1.ModelUnfavoured', args: { ...args, unfavouredAt: Date.now() } }
  )
}

export function setPreference(
  database: LocalDatabase,
  key: PreferenceKey,
  value: unknown
): Promise<void> {
  return database.commit({
    name: 'v1.PreferenceSet',
    args: { eventId: newId(), key, value: JSON.stringify(value), setAt: Date.now() },
  })
}

export interface PresetContent {
  name: string
  model: string | null
  settings: ChatSettings
}

/** With the id of a preset there is, it replaces that one. An empty name changes nothing. */
export function savePreset(
  database: LocalDatabase,
  { name, model, settings }: PresetContent,
  presetId: string = newId()
): Promise<void> {
  const trimmed = name.toWellFormed().trim().slice(0, NAME_CHARACTERS).toWellFormed()
  if (trimmed === '') return Promise.resolve()
  return database.commit({
    name: 'v1.PresetSaved',
    args: { eventId: newId(), presetId, name: trimmed, model, settings, savedAt: Date.now() },
  })
}

export function deletePreset(
  database: LocalDatabase,
  preset: Pick<Row<'presets'>, 'id'>
): Promise<void> {
  return database.commit({
    name: 'v1.PresetDeleted',
    args: { eventId: newId(), presetId: preset.id, deletedAt: Date.now() },
  })
}
