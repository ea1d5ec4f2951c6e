import { Option, Schema } from 'effect'
import { ChatSettings, Name } from './events/fields.js'
import type { PreferenceKey } from './events/preference_events.js'
import { limits } from './limits.js'

/** What each preference means once it is read. */
export interface Preferences {
  /** Null: the server's default. */
  default_model: string | null
  /** At most `limits.fallbackModels` different model ids. */
  fallback_models: readonly string[]
  default_settings: ChatSettings
}

const readers: { [K in PreferenceKey]: (value: unknown) => Preferences[K] } = {
  default_model: (value) => (isName(value) && value !== '' ? value : null),
  fallback_models: (value) => {
    if (!Array.isArray(value)) return []
    const names = value.filter((name) => isName(name) && name !== '')
    return [...new Set(names)].slice(0, limits.fallbackModels)
  },
  default_settings: (value) => Option.getOrElse(decodeSettings(value), () => ({})),
}

const isName = Schema.is(Name)
const decodeSettings = Schema.decodeUnknownOption(ChatSettings)

/**
 * Reads the column `preferences.value`. Rows outlive the code that wrote them, and any client may write them: whatever cannot be
 * read counts as not set.
 */
export function readPreference<K extends PreferenceKey>(
  key: K,
  value: string | null | undefined
): Preferences[K] {
  return readers[key](parse(value))
}

function parse(value: string | null | undefined): unknown {
  try {
    return JSON.parse(value ?? 'null')
  } catch {
    return null
  }
}
