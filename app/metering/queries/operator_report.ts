import { inject } from '@adonisjs/core'
import { MainDatabase } from '#core/database'
import type { Payer } from '#metering/usage'
import { SUMS } from '#metering/usage_sums'
import type { UsageSums } from '#shared/protocol/usage'

export interface OperatorReportRow extends UsageSums {
  /** UTC, `2026-11-21`. */
  day: string
  provider: string
  billedTo: Payer
  userId: string
}

const REPORT = `
  SELECT date(u.sent_at / 1000, 'unixepoch') AS day, u.provider, u.billed_to AS billedTo, u.user_id AS userId, ${SUMS}
  FROM usage_events u WHERE u.sent_at >= @from
  GROUP BY day, u.provider, u.billed_to, u.user_id
  ORDER BY day, costNano DESC, u.user_id`

/** For operators: sums and ids, nothing of what was said. */
@inject()
export class OperatorReport {
  constructor(private readonly database: MainDatabase) {}

  handle(from: number): Promise<OperatorReportRow[]> {
    return this.database.run(
      (sqlite) => this.database.prepare(sqlite, REPORT).all({ from }) as OperatorReportRow[]
    )
  }
}
