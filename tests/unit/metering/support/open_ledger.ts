import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { MainDatabase } from '#core/database'
import type { OperatorLimits } from '#metering/operator_limit'
import type { CallEnd, CallStart } from '#metering/usage'
import { UsageLedger } from '#metering/usage_ledger'
import BetterSqlite3 from 'better-sqlite3'

/** A ledger over a database in memory with the tables that the migrations of the application made. */
export async function openLedger(limits: OperatorLimits = { total: null, perUser: null }) {
  const sqlite = new BetterSqlite3(':memory:')
  const main = await app.container.make(MainDatabase)
  const schema = await main.run((source) =>
    source
      .prepare(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all()
  )
  sqlite.exec(schema.join(';\n'))
  const client = { acquireConnection: async () => sqlite, releaseConnection: async () => {} }
  const lucid = { connection: () => ({ getWriteClient: () => ({ client }) }) }
  const database = new MainDatabase(lucid as never)
  return { sqlite, database, ledger: new UsageLedger(database, limits) }
}

export function givenCall(rest: Partial<CallStart> = {}): CallStart {
  return {
    ...{ generationId: randomUUID(), attempt: 1, userId: 'ada', kind: 'answer', chatId: null },
    ...{
      provider: 'openrouter',
      modelId: 'openrouter:vendor/model',
      model: 'vendor/model',
      keyId: null,
      billedTo: 'operator',
    },
    ...{ inputTokens: 10, reservedNano: 100, sentAt: Date.UTC(2026, 10, 21, 12) },
    ...rest,
  }
}

export function givenEnd(rest: Partial<CallEnd> = {}): CallEnd {
  return {
    ...{ ending: 'completed', model: null, upstreamId: null, usage: null, costNano: 100 },
    ...{ isEstimate: false, firstTokenMs: null, latencyMs: null, endedAt: 1 },
    ...rest,
  }
}
