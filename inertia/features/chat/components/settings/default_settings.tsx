import { Check } from 'lucide-react'
import type { ChatSettings } from '#shared/events/fields'
import { Button } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { withSettings } from '../../answer_settings'
import { setPreference } from '../../arrange_commands'
import { isStorable } from '../../hooks/use_settings_draft'
import { usePreferences } from '../../hooks/use_preferences'

/** Whether new chats start with these settings. */
export function DefaultSettings({ settings }: { settings: ChatSettings }) {
  const database = useLocalDatabase()
  const preferred = usePreferences().settings
  const isDefault = isEqual(withSettings(settings, {}), preferred)
  if (isDefault) {
    return (
      <p className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <Check size={14} aria-hidden="true" className="text-link" />
        New chats start with these settings
      </p>
    )
  }
  return (
    <Button
      disabled={!isStorable(settings)}
      onClick={() => void setPreference(database, 'default_settings', withSettings(settings, {}))}
    >
      Start new chats with these settings
    </Button>
  )
}

const isEqual = (a: ChatSettings, b: ChatSettings) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
