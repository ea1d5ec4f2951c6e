import type { MainDatabase } from '#core/database'
import type { CallStart } from '#metering/usage'
import type BetterSqlite3 from 'better-sqlite3'

/** Nano-dollars per day (UTC) on the operator's key; null for no limit. */
export interface OperatorLimits {
  total: number | null
  perUser: number | null
}

export type LimitCheck = { type: 'within' } | { type: 'over'; resetsAt: number }

const DAY = 24 * 60 * 60 * 1000

/** Of the day, what is spent and what is reserved by calls under way. A call counts for the day on which it was sent. */
const COMMITTED = `
  SELECT coalesce((SELECT sum(cost_nano) FROM usage_events
      WHERE billed_to = 'operator' AND sent_at >= @from AND sent_at < @to AND (@userId IS NULL OR user_id = @userId)), 0)
    + coalesce((SELECT sum(reserved_nano) FROM usage_reservations
      WHERE billed_to = 'operator' AND sent_at >= @from AND sent_at < @to AND (@userId IS NULL OR user_id = @userId)), 0)
    AS nano`

/**
 * The operator's daily ceiling. A call is let through when everything spent and reserved today, its own reservation included, is
 * within the limit; as calls are let through one after the other, running together they exceed it by no more than single
 * calls exceed their reservations.
 */
export class OperatorLimit {
  constructor(
    private readonly database: MainDatabase,
    private readonly limits: OperatorLimits
  ) {}

  /**
   * To be called in the transaction that stores the reservation. A person's own key is never limited, nor what costs nothing.
   */
  check(sqlite: BetterSqlite3.Database, call: CallStart): LimitCheck {
    if (call.billedTo !== 'operator' || call.reservedNano === 0) return { type: 'within' }
    const from = Math.floor(call.sentAt / DAY) * DAY
    const to = from + DAY
    const isOver = (limit: number | null, userId: string | null) => {
      if (limit === null) return false
      const { nano } = this.database.prepare(sqlite, COMMITTED).get({ from, to, userId }) as {
        nano: number
      }
      return nano + call.reservedNano > limit
    }
    const isOverLimit = isOver(this.limits.total, null) || isOver(this.limits.perUser, call.userId)
    return isOverLimit ? { type: 'over', resetsAt: to } : { type: 'within' }
  }
}
