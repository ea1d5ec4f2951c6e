import { randomUUID } from 'node:crypto'
import type { MainDatabase } from '#core/database'
import type { EventArgs, LoftEvent } from '#shared/events/catalog'
import type { AppendHook } from '#sync/event_log'
import type BetterSqlite3 from 'better-sqlite3'

type Prepare = (sql: string) => BetterSqlite3.Statement

/** From the message, not from the event: only a request that took its place in the tree is one, and its first form counts. */
const ENQUEUE = `
  INSERT INTO generations (id, user_id, answer_id, chat_id, parent_id, requested_model, settings, status, attempts,
    requested_at, queued_at, created_at, updated_at)
  SELECT ?, user_id, id, chat_id, parent_message_id, model, coalesce(json_extract(metadata, '$.settings'), '{}'),
    'queued', 0, created_at, ?, ?, ?
  FROM messages
  WHERE user_id = ? AND id = ? AND role = 'assistant' AND status = 'pending' AND deleted_at IS NULL
  ON CONFLICT (user_id, answer_id) DO NOTHING`

/** The nearest unfinished answer above. The depth is a guard: parents exist before their children, so no cycle can. */
const WAIT_FOR = `
  WITH RECURSIVE path (id, parent, role, status, deleted_at, depth) AS (
    SELECT id, parent_message_id, NULL, NULL, NULL, 0 FROM messages WHERE user_id = @userId AND id = @answerId
    UNION ALL
    SELECT m.id, m.parent_message_id, m.role, m.status, m.deleted_at, path.depth + 1
    FROM path JOIN messages m ON m.user_id = @userId AND m.id = path.parent
    WHERE path.depth < 100000
  )
  UPDATE generations SET waiting_for = (
    SELECT id FROM path
    WHERE role = 'assistant' AND status IN ('pending', 'held') AND deleted_at IS NULL LIMIT 1
  ) WHERE user_id = @userId AND answer_id = @answerId`

const UNFINISHED = 'user_id = ? AND ended_at IS NULL'

/** Writes down what the log asks of generations, in the transaction that accepts the asking. */
export function recordRequests(database: MainDatabase, now: () => number): AppendHook {
  return ({ sqlite, userId, events }) => {
    const prepare: Prepare = (sql) => database.prepare(sqlite, sql)
    for (const event of events) record(prepare, userId, event, now())
  }
}

function record(prepare: Prepare, userId: string, { name, args }: LoftEvent, now: number): void {
  switch (name) {
    case 'v1.AnswerRequested':
      return enqueue(prepare, userId, args.answerId, now)
    case 'v1.AnswerConfirmed':
      prepare(
        `UPDATE generations SET confirmed_at = ?, updated_at = ?,
           status = CASE status WHEN 'held' THEN 'queued' ELSE status END
         WHERE ${UNFINISHED} AND answer_id = ? AND confirmed_at IS NULL`
      ).run(now, now, userId, args.answerId)
      return
    case 'v1.AnswerStopRequested':
      prepare(
        `UPDATE generations SET status = 'stopping', updated_at = ?
         WHERE ${UNFINISHED} AND answer_id = ? AND status <> 'cancelling'`
      ).run(now, userId, args.answerId)
      return
    case 'v1.ChatDeleted':
      prepare(
        `UPDATE generations SET status = 'cancelling', updated_at = ? WHERE ${UNFINISHED} AND chat_id = ?`
      ).run(now, userId, args.chatId)
      return
    case 'v1.MessagesDeleted':
      return withdraw(prepare, userId, args, now)
  }
}

function enqueue(prepare: Prepare, userId: string, answerId: string, now: number): void {
  const { changes } = prepare(ENQUEUE).run(randomUUID(), now, now, now, userId, answerId)
  if (changes === 1) prepare(WAIT_FOR).run({ userId, answerId })
}

/** A deleted answer is cancelled; one that was not sent yet stops when the question it hangs on is deleted. */
function withdraw(
  prepare: Prepare,
  userId: string,
  { chatId, messageIds }: EventArgs<'v1.MessagesDeleted'>,
  now: number
): void {
  const ids = JSON.stringify(messageIds)
  prepare(
    `UPDATE generations SET status = 'cancelling', updated_at = ?
     WHERE ${UNFINISHED} AND chat_id = ? AND answer_id IN (SELECT value FROM json_each(?))`
  ).run(now, userId, chatId, ids)
  prepare(
    `UPDATE generations SET status = 'stopping', updated_at = ?
     WHERE ${UNFINISHED} AND chat_id = ? AND status IN ('queued', 'held')
       AND parent_id IN (SELECT value FROM json_each(?))`
  ).run(now, userId, chatId, ids)
}
