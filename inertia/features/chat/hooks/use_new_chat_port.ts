import { useEffect, useMemo } from 'react'
import { useLiveQuery } from '~/livestore/hooks'
import { publishPort } from '../composer_port'
import { findModel, offeredModel, useModels } from '../models_context'
import { newChatStart, useNewChatStart } from '../new_chat_start'
import { nextContext } from '../next_context'
import { projectOf } from '../queries'
import { usePreferences } from './use_preferences'
import { useUsualAnswer } from './use_usual_answer'

/** Tells the composer what a chat starts with that its first message has yet to make. */
export function useNewChatPort(isShown: boolean): void {
  const offer = useModels()
  const { models } = offer
  const start = useNewChatStart()
  const preferences = usePreferences()
  const { projectId = null } = start
  const project = useLiveQuery(useMemo(() => projectOf(projectId ?? ''), [projectId])).at(0)
  const ofProject = project?.model ?? null
  const asked = offeredModel(offer, start.model, ofProject, preferences.model)
  const usualOutput = useUsualAnswer(asked).outputTokens
  useEffect(() => {
    if (!isShown) return
    const settings = start.settings ?? preferences.settings
    publishPort({
      chatId: null,
      model: start.model ?? ofProject ?? preferences.model,
      settings,
      change: (change) => newChatStart.change(change),
      stop: null,
      usualOutput,
      answerAgain: null,
      contextFor: (model, ofQuestion, question) =>
        nextContext([], settings, findModel(models, model), ofQuestion, question),
    })
    return () => publishPort(null)
  }, [isShown, models, start, preferences, ofProject, usualOutput])
}
