import type { LocalDatabase } from '~/livestore/api'

/** An empty list: no other model is tried. */
export function setFallbackModels(
  database: LocalDatabase,
  models: readonly string[]
): Promise<void> {
  return database.commit({
    name: 'v1.PreferenceSet',
    args: {
      eventId: crypto.randomUUID(),
      key: 'fallback_models',
      value: JSON.stringify(models),
      setAt: Date.now(),
    },
  })
}
