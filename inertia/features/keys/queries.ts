import { queryDb } from '@livestore/livestore'
import { readPreference } from '#shared/preferences'
import { tables } from '~/livestore/schema'

/** Ids of the models that are tried in this order when the chosen one does not answer. */
export const fallbackModels = queryDb(tables.preferences.where({ key: 'fallback_models' }), {
  label: 'fallback models',
  map: (rows) => readPreference('fallback_models', rows[0]?.value),
})
