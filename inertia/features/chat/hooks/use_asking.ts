import { useMemo } from 'react'
import type { Row } from '#shared/tables/tables'
import { readSettings, requestSettings } from '../answer_settings'
import type { Asking } from '../commands'
import { findModel, offeredModel, useModels } from '../models_context'
import { usePreferences } from './use_preferences'

/** Who is asked in this chat, and how: the chat's model and settings, unless another model is named. */
export type AskingOf = (model?: string) => Asking

/** Keeps its identity as long as what it says. */
export function useAsking(chat: Row<'chats'> | undefined): AskingOf {
  const models = useModels()
  const preferred = usePreferences().model
  const model = chat?.model ?? null
  const settings = chat?.settings ?? null
  return useMemo(
    () => (named?: string) => {
      const asked = offeredModel(models, named, model, preferred)
      const facts = findModel(models.models, asked)
      return { model: asked, settings: requestSettings(readSettings(settings), {}, facts) }
    },
    [models, preferred, model, settings]
  )
}
