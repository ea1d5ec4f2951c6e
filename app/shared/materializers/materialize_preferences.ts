import type { EventArgs } from '../events/catalog.js'
import type { preferenceEvents } from '../events/preference_events.js'
import { once } from './materialize_chats.js'
import { insert, update, upsert, type Statement } from './statement.js'

const favour = (eventId: string, model: string, isFavourite: 0 | 1, at: number) => [
  upsert(
    'favourite_models',
    ['model'],
    { model, is_favourite: isFavourite, updated_at: at },
    once(eventId)
  ),
]

export const materializePreferences: {
  [N in keyof typeof preferenceEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.PreferenceSet': ({ eventId, key, value, setAt }) => [
    upsert('preferences', ['key'], { key, value, updated_at: setAt }, once(eventId)),
  ],
  'v1.ModelFavoured': (args) => favour(args.eventId, args.model, 1, args.favouredAt),
  'v1.ModelUnfavoured': (args) => favour(args.eventId, args.model, 0, args.unfavouredAt),
  // Insert first: the update must also reach the row that this very event made, and a deleted preset stays deleted.
  'v1.PresetSaved': ({ eventId, presetId, name, model, settings, savedAt }) => {
    const fields = { name, model, settings: JSON.stringify(settings), updated_at: savedAt }
    return [
      insert('presets', { id: presetId, ...fields, created_at: savedAt, deleted_at: null }),
      update('presets', fields, { id: presetId, deleted_at: null }, once(eventId)),
    ]
  },
  'v1.PresetDeleted': ({ presetId, deletedAt }) => [
    update(
      'presets',
      { deleted_at: deletedAt, settings: '{}' },
      { id: presetId, deleted_at: null }
    ),
  ],
}
