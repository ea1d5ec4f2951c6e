import { Schema } from 'effect'
import { limits } from '../limits.js'
import { ChatSettings, Id, Name, Text, Timestamp } from './fields.js'

/** What a person sets once for all chats. `value` is JSON whose form the key decides: see `readPreference`. */
export const PreferenceKey = Schema.Literal(
  /** Model id new chats start with. */
  'default_model',
  /** Model ids tried in this order when the chosen one does not answer; at most 5. */
  'fallback_models',
  /** Settings (`ChatSettings`) new chats start with. */
  'default_settings'
)
export type PreferenceKey = typeof PreferenceKey.Type

/** Events by which a person arranges what they chat with. Every one is authored by a client. */
export const preferenceEvents = {
  'v1.PreferenceSet': Schema.Struct({
    eventId: Id,
    key: PreferenceKey,
    value: Text(limits.preferenceBytes),
    setAt: Timestamp,
  }),
  'v1.ModelFavoured': Schema.Struct({ eventId: Id, model: Name, favouredAt: Timestamp }),
  'v1.ModelUnfavoured': Schema.Struct({ eventId: Id, model: Name, unfavouredAt: Timestamp }),
  /** A named system prompt, model and parameters. The same id again replaces what it held. */
  'v1.PresetSaved': Schema.Struct({
    eventId: Id,
    presetId: Id,
    name: Text(200).pipe(Schema.minLength(1)),
    model: Schema.NullOr(Name),
    settings: ChatSettings,
    savedAt: Timestamp,
  }),
  'v1.PresetDeleted': Schema.Struct({ eventId: Id, presetId: Id, deletedAt: Timestamp }),
} as const
