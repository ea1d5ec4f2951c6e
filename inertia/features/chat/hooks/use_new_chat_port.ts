import { useEffect } from 'react'
import { publishPort } from '../composer_port'
import { findModel, useModels } from '../models_context'
import { newChatStart, useNewChatStart } from '../new_chat_start'
import { nextContext } from '../next_context'
import { usePreferences } from './use_preferences'

/** Tells the composer what a chat starts with that its first message has yet to make. */
export function useNewChatPort(isShown: boolean): void {
  const { models } = useModels()
  const start = useNewChatStart()
  const preferences = usePreferences()
  useEffect(() => {
    if (!isShown) return
    const settings = start.settings ?? preferences.settings
    publishPort({
      chatId: null,
      model: start.model ?? preferences.model,
      settings,
      change: (change) => newChatStart.change(change),
      stop: null,
      answerAgain: null,
      contextFor: (model, ofQuestion, question) =>
        nextContext([], settings, findModel(models, model), ofQuestion, question),
    })
    return () => publishPort(null)
  }, [isShown, models, start, preferences])
}
