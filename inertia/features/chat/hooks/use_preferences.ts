import { useMemo } from 'react'
import type { ChatSettings } from '#shared/events/fields'
import { useLiveQuery } from '~/livestore/hooks'
import { readSettings } from '../answer_settings'
import { preferenceRow } from '../queries'

const defaultModel = preferenceRow('default_model')
const defaultSettings = preferenceRow('default_settings')

/** What new chats start with. */
export interface Preferences {
  model: string | null
  settings: ChatSettings
}

export function usePreferences(): Preferences {
  const model = useLiveQuery(defaultModel).at(0)?.value ?? null
  const settings = useLiveQuery(defaultSettings).at(0)?.value ?? null
  return useMemo(
    () => ({ model: readModel(model), settings: readSettings(settings) }),
    [model, settings]
  )
}

function readModel(json: string | null): string | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null')
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
