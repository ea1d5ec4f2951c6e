import { inject } from '@adonisjs/core'
import { MainDatabase } from '#core/database'
import { isTimeZone } from '#metering/time_zone'
import type { Payer } from '#metering/usage'
import { readPeriod, type PeriodParts } from '#metering/usage_period'
import { sumOf, SUMS } from '#metering/usage_sums'
import type {
  UsageByChat,
  UsageByModel,
  UsageCell,
  UsagePeriod,
  UsageReport,
  UsageSums,
} from '#shared/protocol/usage'
import type BetterSqlite3 from 'better-sqlite3'

interface Input {
  userId: string
  period: UsagePeriod
  /** As it stands in the address; the present period when it is none. */
  date: string | undefined
  /** IANA name; UTC when it is none. */
  zone: string
  now: number
}

interface Cell extends UsageSums {
  bar: number
  provider: string
  model: string
  billedTo: Payer
}

/** One range scan per bar over the index of the person's rows. */
const BY_BAR = `
  SELECT b.key AS bar, u.provider, u.model, u.billed_to AS billedTo, ${SUMS}
  FROM json_each(@bars) b JOIN usage_events u ON u.user_id = @userId
    AND u.sent_at >= json_extract(b.value, '$[0]') AND u.sent_at < json_extract(b.value, '$[1]')
  GROUP BY b.key, u.provider, u.model, u.billed_to`

const BY_CHAT = `
  SELECT c.id AS chatId, c.title, ${SUMS}
  FROM usage_events u LEFT JOIN chats c ON c.user_id = u.user_id AND c.id = u.chat_id AND c.deleted_at IS NULL
  WHERE u.user_id = @userId AND u.sent_at >= @from AND u.sent_at < @to
  GROUP BY c.id ORDER BY costNano DESC, calls DESC, c.id`

const CHATS_SHOWN = 50

/** What one person's calls took in a period, by bar, model, chat and payer. */
@inject()
export class UsageOfUser {
  constructor(private readonly database: MainDatabase) {}

  handle({ userId, period, date, zone: wished, now }: Input): Promise<UsageReport> {
    const zone = isTimeZone(wished) ? wished : 'UTC'
    const parts = readPeriod(period, date, zone, now)
    return this.database.run((sqlite) => {
      const cells = this.#byBar(sqlite, userId, parts)
      const chats = this.#byChat(sqlite, userId, parts)
      const models = byModel(cells)
      const paidBy = (payer: Payer) => sumOf(cells.filter(({ billedTo }) => billedTo === payer))
      return {
        ...{ period, zone, date: parts.date, earlier: parts.earlier, later: parts.later },
        ...{ bars: parts.names, currentBar: parts.current, cells: barsOf(cells, models) },
        ...{ total: sumOf(cells), ownKey: paidBy('own_key'), operator: paidBy('operator') },
        ...{ models, chats: chats.slice(0, CHATS_SHOWN) },
        moreChats: Math.max(0, chats.length - CHATS_SHOWN),
      }
    })
  }

  #byBar(sqlite: BetterSqlite3.Database, userId: string, { limits, names }: PeriodParts): Cell[] {
    const bars = JSON.stringify(names.map((_, index) => [limits[index], limits[index + 1]]))
    return this.database.prepare(sqlite, BY_BAR).all({ userId, bars }) as Cell[]
  }

  #byChat(sqlite: BetterSqlite3.Database, userId: string, { limits }: PeriodParts): UsageByChat[] {
    const range = { userId, from: limits[0]!, to: limits.at(-1)! }
    return this.database.prepare(sqlite, BY_CHAT).all(range) as UsageByChat[]
  }
}

const keyOf = ({ provider, model }: { provider: string; model: string }) => `${provider}:${model}`

function byModel(cells: readonly Cell[]): UsageByModel[] {
  return [...Map.groupBy(cells, keyOf).values()]
    .map((group) => {
      const { provider, model } = group[0]!
      return { provider, model, ...sumOf(group) }
    })
    .sort((a, b) => b.costNano - a.costNano || b.calls - a.calls || (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Who paid makes no bar of its own. */
function barsOf(cells: readonly Cell[], models: readonly UsageByModel[]): UsageCell[] {
  const indexes = new Map(models.map((model, index) => [keyOf(model), index]))
  const bars = Map.groupBy(cells, (cell) => `${cell.bar} ${keyOf(cell)}`)
  return [...bars.values()].map((group) => {
    const { costNano, inputTokens, outputTokens } = sumOf(group)
    const [{ bar }] = group as [Cell]
    const model = indexes.get(keyOf(group[0]!))!
    return { bar, model, costNano, tokens: inputTokens + outputTokens }
  })
}
