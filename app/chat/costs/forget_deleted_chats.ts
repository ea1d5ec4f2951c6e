import type { UsageLedger } from '#metering/usage_ledger'
import type { AppendHook } from '#sync/event_log'

/** What a deleted chat cost stays in the sums; that it was this chat is forgotten, in the transaction that deletes it. */
export function forgetDeletedChats(ledger: UsageLedger): AppendHook {
  return ({ sqlite, userId, events }) => {
    for (const { name, args } of events) {
      if (name === 'v1.ChatDeleted') ledger.forgetChat(sqlite, userId, args.chatId)
    }
  }
}
