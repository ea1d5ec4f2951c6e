import type { MainDatabase } from '#core/database'
import type { AppendHook } from '#sync/event_log'

/**
 * Writes down which messages name which files, in the transaction that accepts the message. A file may come after the message
 * that names it: a device sends words first.
 */
export function recordFileUses(database: MainDatabase): AppendHook {
  return ({ sqlite, userId, events }) => {
    for (const { name, args } of events) {
      if (name !== 'v1.MessageSent' || !args.attachments) continue
      for (const { fileId } of args.attachments) {
        database
          .prepare(
            sqlite,
            'INSERT OR IGNORE INTO file_uses (user_id, file_id, message_id) VALUES (?, ?, ?)'
          )
          .run(userId, fileId, args.messageId)
        database
          .prepare(
            sqlite,
            'UPDATE files SET message_id = ? WHERE user_id = ? AND id = ? AND message_id IS NULL'
          )
          .run(args.messageId, userId, fileId)
      }
    }
  }
}
