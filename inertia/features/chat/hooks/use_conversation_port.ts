import { useEffect } from 'react'
import type { Row } from '#shared/tables/tables'
import { useLocalDatabase } from '~/livestore/hooks'
import { readSettings } from '../answer_settings'
import { changeChat } from '../arrange_commands'
import { regenerate, stopAnswer } from '../commands'
import { publishPort } from '../composer_port'
import { findModel, useModels } from '../models_context'
import { nextContext } from '../next_context'
import type { AskingOf } from './use_asking'
import type { Conversation } from './use_conversation'
import { useUsualAnswer } from './use_usual_answer'

/** The composer stands outside the database: this tells it what it can do in a chat. */
export function useConversationPort(
  chatId: string,
  chat: Row<'chats'> | undefined,
  { path }: Conversation,
  asking: AskingOf
): void {
  const database = useLocalDatabase()
  const { models } = useModels()
  const usualOutput = useUsualAnswer(asking().model).outputTokens
  useEffect(() => {
    const branch = path.map(({ message }) => message)
    const running = branch
      .filter(({ status, deleted_at }) => status === 'pending' && deleted_at === null)
      .filter(({ stop_requested_at }) => stop_requested_at === null)
    const newest = branch.findLast(
      ({ role, deleted_at, parent_message_id }) =>
        role === 'assistant' && deleted_at === null && parent_message_id !== null
    )
    const model = chat?.model ?? null
    const settings = readSettings(chat?.settings ?? null)
    publishPort({
      chatId,
      model,
      settings,
      change: (change) => {
        if (chat) void changeChat(database, { id: chatId, model, settings }, change)
      },
      stop:
        running.length > 0
          ? () => running.forEach((answer) => void stopAnswer(database, answer))
          : null,
      usualOutput,
      answerAgain: newest ? (named) => void regenerate(database, newest, asking(named)) : null,
      contextFor: (named, ofQuestion, question) =>
        nextContext(branch, settings, findModel(models, named), ofQuestion, question),
    })
    return () => publishPort(null)
  }, [database, models, chatId, chat, path, asking, usualOutput])
}
