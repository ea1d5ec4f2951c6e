import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { GenerateTitle } from '#ai/generate_title'
import type { ModelDriver } from '#ai/model_driver'
import type { ModelFactsSource } from '#ai/model_facts'
import type { ModelGateway } from '#ai/model_gateway'
import type { RetryConfig } from '#ai/retry_budget'
import { AnswerAccounts } from '#chat/costs/answer_accounts'
import { MeterCalls } from '#chat/costs/meter_calls'
import type { ChatConfig } from '#chat/chat_config'
import { GenerationModule } from '#chat/generation/generation_module'
import type { PassageSource } from '#chat/documents/gather_passages'
import type { OffersModel } from '#chat/generation/model_offers'
import { ChatTitler } from '#chat/titles/chat_titler'
import chatConfig from '#config/chat'
import { MainDatabase } from '#core/database'
import { CostLookUps } from '#metering/cost_look_ups'
import type { OperatorLimits } from '#metering/operator_limit'
import { UsageLedger } from '#metering/usage_ledger'
import type { EventArgs, EventName, LoftEvent } from '#shared/events/catalog'
import { DurableServerWriter } from '#sync/drivers/durable_server_writer'
import { SqliteEventLog } from '#sync/drivers/sqlite_event_log'
import { LogAppended } from '#sync/events/log_appended'
import { gatewayOver, RETRY } from '#tests/support/gateway'
import { ScriptedDriver } from '#tests/unit/chat/support/scripted_driver'
import BetterSqlite3 from 'better-sqlite3'

export const CONFIG: ChatConfig = {
  ...chatConfig,
  backlogSilence: 300,
  checkpointInterval: 20,
  keepEnded: 300,
  titles: { ...chatConfig.titles, retryPause: 10 },
  shutdownGrace: 1_000,
}

interface LabOptions {
  /** Another process on the same data. */
  sqlite?: BetterSqlite3.Database
  driver?: ModelDriver
  config?: Partial<ChatConfig>
  retry?: RetryConfig
  /** Instead of a gateway over `driver`. */
  gateway?: ModelGateway
  offersModel?: OffersModel
  factsOf?: ModelFactsSource
  limits?: OperatorLimits
  retrievePassages?: PassageSource
  /** How far this process's clock is ahead. */
  clockOffset?: number
}

/** The whole of generation with the real log and writer over a database in memory: one "process". */
export class GenerationLab {
  readonly scripted = new ScriptedDriver()
  readonly logged: { level: string; line: Record<string, unknown>; text: string }[] = []
  readonly sqlite: BetterSqlite3.Database
  readonly database: MainDatabase
  readonly module: GenerationModule
  readonly log: SqliteEventLog
  readonly writer: DurableServerWriter
  readonly ledger: UsageLedger
  readonly lookUps: CostLookUps
  readonly #clockOffset: number
  /** Thrown by every transaction while set, as SQLite would. */
  storageFault: string | null = null
  #isDead = false
  #transactions = 0

  private constructor({
    sqlite,
    driver,
    gateway,
    retry = RETRY,
    config,
    offersModel = () => true,
    factsOf = () => null,
    limits = { total: null, perUser: null },
    clockOffset = 0,
    retrievePassages = async () => ({ passages: [], isWhole: new Set() }),
  }: LabOptions) {
    this.#clockOffset = clockOffset
    this.sqlite = sqlite ?? new BetterSqlite3(':memory:')
    this.database = this.#createDatabase()
    this.log = new SqliteEventLog(this.database)
    const publisher = {
      publish: (userId: string, events: readonly LoftEvent[], following: number) => {
        const appended = { userId, events, following } as LogAppended
        queueMicrotask(() => this.#isDead || this.module.onLogAppended(appended))
      },
    }
    const logger = this.#createLogger()
    const pace = { quiet: 5, longestWait: 20 }
    this.writer = new DurableServerWriter(
      ...([this.database, this.log, publisher as never, pace, logger] as const)
    )
    const settings = { ...CONFIG, ...config }
    const used = gateway ?? gatewayOver(() => driver ?? this.scripted, { retry })
    const shared = { database: this.database, serverWriter: this.writer, now: () => this.now() }
    this.ledger = new UsageLedger(this.database, limits)
    this.lookUps = new CostLookUps(this.database)
    const accounts = new AnswerAccounts(this.ledger, this.lookUps, factsOf, () => this.now())
    const meter = new MeterCalls(async () => used, this.database, accounts, logger)
    const titler = new ChatTitler({
      ...{ ...shared, titleModelFor: () => 'titles', config: settings.titles, logger },
      generateTitle: ({ chatId, ...request }, signal) =>
        new GenerateTitle((asked, aborted) =>
          meter.stream(asked, aborted, { kind: 'title', chatId })
        ).handle({ ...request, signal }),
    })
    this.module = new GenerationModule({
      ...{ ...shared, titler, config: settings, logger, offersModel, factsOf },
      ...{ gateway: () => used, readFile: async () => null, keepImage: async () => null },
      retrievePassages,
      accounts,
    })
    this.log.onAppend(this.module.appendHook)
  }

  static async start(options: LabOptions = {}): Promise<GenerationLab> {
    const lab = new GenerationLab(options)
    if (!options.sqlite) lab.sqlite.exec(await applicationSchema())
    await lab.module.reap()
    await lab.module.start()
    await lab.writer.resume()
    return lab
  }

  now(): number {
    return Date.now() + this.#clockOffset
  }

  get transactions(): number {
    return this.#transactions
  }

  /** Like kill -9: nothing of this process has any effect from now on. Returns the next process on the same data. */
  async crash(options: LabOptions = {}): Promise<GenerationLab> {
    this.#isDead = true
    return GenerationLab.start({ ...options, sqlite: this.sqlite })
  }

  /** Appends as one device's push would. */
  async push(userId: string, events: LoftEvent[], following = 0): Promise<void> {
    const { head } = await this.log.storeOf(userId)
    const batch = events.map((event, index) => ({
      ...{ event, name: event.name, args: JSON.stringify(event.args) },
      ...{ seqNum: head + index + 1, parentSeqNum: head + index },
      ...{ clientId: 'device', sessionId: 's1' },
    }))
    const result = await this.log.append(userId, batch)
    if (result.type !== 'appended') throw new Error(`Push was ${result.type}`)
    this.writer.notePush(userId)
    this.module.onLogAppended({ userId, events, following } as LogAppended)
  }

  rows<T = Record<string, string | number | null>>(sql: string, ...parameters: string[]): T[] {
    return this.sqlite.prepare(sql).all(...parameters) as T[]
  }

  events<N extends EventName>(userId: string, name?: N): { name: N; args: EventArgs<N> }[] {
    return this.rows<{ name: N; args: string }>(
      `SELECT e.name, e.args FROM events e JOIN stores s ON s.id = e.store_id WHERE s.user_id = ? ORDER BY seq_num`,
      userId
    )
      .filter((row) => name === undefined || row.name === name)
      .map((row) => ({ name: row.name, args: JSON.parse(row.args) as EventArgs<N> }))
  }

  message(userId: string, id: string) {
    return this.rows('SELECT * FROM messages WHERE user_id = ? AND id = ?', userId, id)[0]
  }

  generation(userId: string, answerId: string) {
    const sql = 'SELECT * FROM generations WHERE user_id = ? AND answer_id = ?'
    return this.rows(sql, userId, answerId)[0]
  }

  /** Waits until the answer's outcome is in the log, and returns its message. */
  async outcome(userId: string, answerId: string) {
    await until(
      () => !['pending', 'held'].includes(String(this.message(userId, answerId)?.status)),
      `outcome; generation is ${String(this.generation(userId, answerId)?.status)}`
    )
    return this.message(userId, answerId)
  }

  #createDatabase(): MainDatabase {
    const { sqlite } = this
    const client = {
      acquireConnection: async () => {
        if (this.#isDead) return new Promise<never>(() => {})
        if (this.storageFault) throw Object.assign(new Error('sim'), { code: this.storageFault })
        this.#transactions++
        return sqlite
      },
      releaseConnection: async () => {},
    }
    const lucid = { connection: () => ({ getWriteClient: () => ({ client }) }) }
    return new MainDatabase(lucid as never)
  }

  #createLogger() {
    const write = (level: string) => (line: Record<string, unknown>, text: string) =>
      this.logged.push({ level, line, text })
    const levels = ['debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, write(level)])
    return Object.fromEntries(levels) as never
  }
}

/** The tables as the migrations of the running application made them. */
async function applicationSchema(): Promise<string> {
  const database = await app.container.make(MainDatabase)
  const statements = await database.run((sqlite) =>
    sqlite
      .prepare(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all()
  )
  return statements.join(';\n')
}

export async function until(isTrue: () => boolean, what = 'condition', timeoutMs = 3_000) {
  const deadline = Date.now() + timeoutMs
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** A user with a chat that has no title, and the events with which they write in it. */
export function givenChat() {
  const userId = randomUUID()
  const chatId = randomUUID()
  let time = Date.now()
  const event = <N extends EventName>(name: N, args: Omit<EventArgs<N>, 'eventId' | 'chatId'>) =>
    ({ name, args: { eventId: randomUUID(), chatId, ...args } }) as unknown as LoftEvent
  const chat = event('v1.ChatCreated', { createdAt: time })
  return {
    userId,
    chatId,
    event,
    chat,
    /** A question and the request for its answer. */
    ask(content: string, { parentId = null as string | null, requestedAt = ++time, ...rest } = {}) {
      const messageId = randomUUID()
      const answerId = randomUUID()
      const sent = event('v1.MessageSent', { messageId, parentId, content, sentAt: time })
      const request = { answerId, parentId: messageId, model: 'vendor/model', settings: {} }
      const requested = event('v1.AnswerRequested', { ...request, requestedAt, ...rest })
      return { messageId, answerId, events: [sent, requested] }
    },
    stop: (answerId: string) => event('v1.AnswerStopRequested', { answerId, stoppedAt: ++time }),
    confirm: (answerId: string) => event('v1.AnswerConfirmed', { answerId, confirmedAt: ++time }),
    remove: (...messageIds: string[]) =>
      event('v1.MessagesDeleted', { messageIds, deletedAt: ++time }),
    removeChat: () => event('v1.ChatDeleted', { deletedAt: ++time }),
  }
}
