import { Check } from 'lucide-react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { setPreference } from '../../arrange_commands'
import { usePreferences } from '../../hooks/use_preferences'
import { offeredModel, useModels } from '../../models_context'

/** Whether new chats start with this model. */
export function StartsChats({ model }: { model: BootstrapModel }) {
  const database = useLocalDatabase()
  const preferred = usePreferences().model
  const isDefault = offeredModel(useModels(), preferred) === model.id
  if (isDefault) {
    return (
      <p className="mt-3 flex items-center gap-1.5 text-xs text-muted-foreground">
        <Check size={14} aria-hidden="true" className="text-link" />
        New chats start with this model
      </p>
    )
  }
  return (
    <Button
      size="small"
      className="mt-3 self-start"
      onClick={() => void setPreference(database, 'default_model', model.id)}
    >
      Start new chats with it
    </Button>
  )
}
