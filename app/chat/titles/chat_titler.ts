import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attempt } from '#ai/model_gateway'
import type { ChatConfig } from '#chat/chat_config'
import { describeFault } from '#chat/generation/describe_fault'
import type { MainDatabase } from '#core/database'
import type { ServerWriter } from '#sync/server_writer'
import type { Logger } from '@adonisjs/core/logger'

export interface AnsweredChat {
  userId: string
  chatId: string
  question: string
  answer: string
  /** The model that answered, and who paid for it. */
  modelId: string
  billedTo: Attempt['connection']['billedTo']
}

/** What a title is made of, by which model, and for which chat. */
export type TitleRequest = AnsweredChat

interface Dependencies {
  database: MainDatabase
  serverWriter: ServerWriter
  generateTitle: (request: TitleRequest, signal: AbortSignal) => Promise<string | null>
  /** The model that writes the title of a chat in which this one answered. */
  titleModelFor: (modelId: string) => string
  config: ChatConfig['titles']
  now: () => number
  logger: Logger
}

/** Null when the chat has a title, is gone, or was answered often enough without getting one. */
const UNTITLED = `
  SELECT 1 FROM chats WHERE user_id = @userId AND id = @chatId AND title IS NULL AND deleted_at IS NULL AND (
    SELECT count(*) FROM messages
    WHERE user_id = @userId AND chat_id = @chatId AND role = 'assistant' AND status = 'complete'
  ) <= @answersTried`

/** Gives chats their titles, beside everything else: a chat works as well without one. */
export class ChatTitler {
  readonly #abort = new AbortController()
  readonly #busy = new Set<string>()
  readonly #waiting: AnsweredChat[] = []
  #running = 0

  constructor(private readonly dependencies: Dependencies) {}

  consider(chat: AnsweredChat): void {
    const { config } = this.dependencies
    if (this.#abort.signal.aborted || this.#busy.has(chat.chatId)) return
    if (this.#waiting.length >= config.waiting) return
    this.#busy.add(chat.chatId)
    this.#waiting.push(chat)
    this.#next()
  }

  close(): void {
    this.#waiting.length = 0
    this.#abort.abort()
  }

  #next(): void {
    if (this.#running >= this.dependencies.config.running) return
    const chat = this.#waiting.shift()
    if (!chat) return
    this.#running++
    this.#title(chat)
      .catch((error: unknown) => this.#log(chat, describeFault(error)))
      .finally(() => {
        this.#running--
        this.#busy.delete(chat.chatId)
        this.#next()
      })
  }

  async #title(chat: AnsweredChat): Promise<void> {
    const { config, generateTitle, serverWriter, titleModelFor, now } = this.dependencies
    const { signal } = this.#abort
    if (!(await this.#isUntitled(chat))) return
    const { chatId } = chat
    const model = titleModelFor(chat.modelId)
    const request = { ...chat, modelId: model }
    let title = await generateTitle(request, signal)
    if (title === null && !signal.aborted) {
      await sleep(config.retryPause, undefined, { ref: false, signal })
      title = await generateTitle(request, signal)
    }
    if (signal.aborted) return
    if (title === null) return this.#log(chat, { code: 'NO_TITLE' })
    // The user may have written one meanwhile; the materializer lets theirs win in any case.
    if (!(await this.#isUntitled(chat))) return
    const args = { eventId: randomUUID(), chatId, title, model, titledAt: now() }
    await serverWriter.write(chat.userId, [{ name: 'v1.ChatTitled', args }])
  }

  #isUntitled({ userId, chatId }: AnsweredChat): Promise<boolean> {
    const { database, config } = this.dependencies
    return database.run((sqlite) =>
      Boolean(
        database
          .prepare(sqlite, UNTITLED)
          .get({ userId, chatId, answersTried: config.answersTried })
      )
    )
  }

  #log({ userId, chatId }: AnsweredChat, facts: object): void {
    if (this.#abort.signal.aborted) return
    this.dependencies.logger.warn({ user_id: userId, chat_id: chatId, ...facts }, 'no title')
  }
}
