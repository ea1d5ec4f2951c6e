import { useEffect } from 'react'
import { publishPort } from '../composer_port'
import { findModel, offeredModel, useModels } from '../models_context'
import { newChatStart, useNewChatStart } from '../new_chat_start'
import { nextContext } from '../next_context'
import { usePreferences } from './use_preferences'
import { useUsualAnswer } from './use_usual_answer'

/** Tells the composer what a chat starts with that its first message has yet to make. */
export function useNewChatPort(isShown: boolean): void {
  const offer = useModels()
  const { models } = offer
  const start = useNewChatStart()
  const preferences = usePreferences()
  const asked = offeredModel(offer, start.model, preferences.model)
  const usualOutput = useUsualAnswer(asked).outputTokens
  useEffect(() => {
    if (!isShown) return
    const settings = start.settings ?? preferences.settings
    publishPort({
      chatId: null,
      model: start.model ?? preferences.model,
      settings,
      change: (change) => newChatStart.change(change),
      stop: null,
      usualOutput,
      answerAgain: null,
      contextFor: (model, ofQuestion, question) =>
        nextContext([], settings, findModel(models, model), ofQuestion, question),
    })
    return () => publishPort(null)
  }, [isShown, models, start, preferences, usualOutput])
}
