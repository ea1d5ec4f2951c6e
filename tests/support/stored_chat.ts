import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { LoftEvent } from '#shared/events/catalog'
import { projectEvent } from '#sync/project_event'
import { RICH_ANSWER } from '#tests/support/rich_answer'
import { sample } from '#tests/support/sample_events'

const QUESTION = 'And what happens when a phone is replaced before it has synced its counts?'

/**
 * Writes events into the only log of a server whose data is here, as if they had come over time: pushing them would take as long as a
 * person may take, and asking a model for each answer minutes.
 */
export function storeEvents(dataDirectory: string, events: readonly LoftEvent[]): void {
  const sqlite = new BetterSqlite3(join(dataDirectory, 'main.sqlite'))
  const store = sqlite.prepare('SELECT id, user_id AS userId, head FROM stores').get() as {
    id: string
    userId: string
    head: number
  }
  const insert = sqlite.prepare(
    `INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, 'server', 'server', 'server', ?)`
  )
  let { head } = store
  sqlite.transaction(() => {
    for (const event of events) {
      const { eventId } = event.args
      const args = JSON.stringify(event.args)
      insert.run(store.id, head + 1, head, eventId, event.name, args, Date.now())
      projectEvent((sql) => sqlite.prepare(sql), store.userId, event)
      head++
    }
    sqlite.prepare('UPDATE stores SET head = ? WHERE id = ?').run(head, store.id)
  })()
  sqlite.close()
}

/** A chat of questions and formatted answers. Returns its id. */
export function storeLongChat(dataDirectory: string, messages: number, title: string): string {
  const events = longChatEvents(messages, title)
  storeEvents(dataDirectory, events)
  return events[0].args.chatId
}

type ChatEvents = [ReturnType<typeof sample.chatCreated>, ...LoftEvent[]]

export function longChatEvents(messages: number, title: string): ChatEvents {
  const chat = sample.chatCreated({ title })
  const events: ChatEvents = [chat]
  const { chatId } = chat.args
  let parentId: string | null = null
  for (let at = 0; at < messages; at += 2) {
    const question = sample.messageSent(chatId, { parentId, content: `${at}: ${QUESTION}` })
    const request = sample.answerRequested(chatId, question.args.messageId)
    parentId = request.args.answerId
    events.push(question, request, completed(chatId, parentId, excerpt(at)))
  }
  return events
}

/** A different part of the rich answer each time, some 900 characters long. */
function excerpt(at: number): string {
  const blocks = RICH_ANSWER.split('\n\n')
  const start = at % (blocks.length - 6)
  return `${blocks.slice(start, start + 6).join('\n\n')}\n\nAnswer ${at}.`
}

function completed(chatId: string, answerId: string, content: string): LoftEvent {
  return {
    name: 'v1.AnswerCompleted',
    args: {
      eventId: randomUUID(),
      answerId,
      chatId,
      content,
      parts: [],
      model: 'demo',
      usage: null,
      costNano: null,
      firstTokenMs: null,
      latencyMs: null,
      finishReason: 'stop',
      endedAt: Date.now(),
    },
  }
}
