import { useEffect } from 'react'
import { requestSettings } from '../answer_settings'
import { publishPort } from '../composer_port'
import { findModel, offeredModel, useModels } from '../models_context'
import { nextContext, type BranchMessage } from '../next_context'
import { messagesOf, temporaryChat, type TemporaryState } from '../temporary/temporary_chat'
import { useUsualAnswer } from './use_usual_answer'

/** Tells the composer what it can do in a chat that is kept nowhere. */
export function useTemporaryPort(state: TemporaryState): void {
  const offer = useModels()
  const { models } = offer
  const usualOutput = useUsualAnswer(offeredModel(offer, state.model)).outputTokens
  const { model, settings, turns } = state
  const newestId = turns.at(-1)?.id
  // Not at every piece of an answer: what was said is read when it is asked for.
  const isRunning = turns.at(-1)?.answer.status === 'running'
  useEffect(() => {
    publishPort({
      chatId: null,
      model,
      settings,
      change: (change) => temporaryChat.change(change),
      stop: isRunning ? () => temporaryChat.stop() : null,
      usualOutput,
      answerAgain: newestId
        ? (named) =>
            temporaryChat.askAgain(
              newestId,
              named,
              requestSettings(settings, {}, findModel(models, named))
            )
        : null,
      contextFor: (named, ofQuestion, question) =>
        nextContext(branchOf(), settings, findModel(models, named), ofQuestion, question),
    })
    return () => publishPort(null)
  }, [models, model, settings, newestId, isRunning, usualOutput])
}

function branchOf(): BranchMessage[] {
  return messagesOf(temporaryChat.get()?.turns ?? []).map((message, at) => ({
    ...{ id: String(at), excluded_from_context: 0, deleted_at: null },
    ...message,
  }))
}
