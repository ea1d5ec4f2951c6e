import type { ModelFactsSource } from '#ai/model_facts'
import type { Attempt, ModelGateway } from '#ai/model_gateway'
import type { AnswerAccounts } from '#chat/costs/answer_accounts'
import { MeterAnswers } from '#chat/costs/meter_answers'
import { OperatorLimitError } from '#chat/costs/operator_limit_error'
import type { ChatConfig } from '#chat/chat_config'
import { GatherPassages, type PassageSource } from '#chat/documents/gather_passages'
import { Admission } from '#chat/generation/admission'
import { AnswerBuffers } from '#chat/generation/answer_buffers'
import { Checkpointer } from '#chat/generation/checkpointer'
import { ContextBuilder, type FileReader } from '#chat/generation/context_builder'
import { GenerationTable } from '#chat/generation/generation_table'
import { GenerationWriter } from '#chat/generation/generation_writer'
import { Generator, type ImageKeeper } from '#chat/generation/generator'
import { describeRow } from '#chat/generation/generation_row'
import { BufferedLiveAnswers } from '#chat/generation/live_answers'
import type { OffersModel } from '#chat/generation/model_offers'
import { textOf } from '#chat/generation/answer_text'
import { Reaper } from '#chat/generation/reaper'
import { recordRequests } from '#chat/generation/record_requests'
import { RunGeneration } from '#chat/generation/run_generation'
import type { RunningGeneration } from '#chat/generation/running_generation'
import { RunningGenerations } from '#chat/generation/running_generations'
import { Scheduler } from '#chat/generation/scheduler'
import { untilStored } from '#chat/generation/until_stored'
import { Withdrawals } from '#chat/generation/withdrawals'
import type { ChatTitler } from '#chat/titles/chat_titler'
import type { MainDatabase } from '#core/database'
import type { LogAppended } from '#sync/events/log_appended'
import type { FileStored } from '#files/events/file_stored'
import { clientEvents } from '#shared/events/catalog'
import type { AppendHook } from '#sync/event_log'
import type { ServerWriter } from '#sync/server_writer'
import type { LiveAnswers } from '#sync/transport/live_answers'
import type { Logger } from '@adonisjs/core/logger'

export interface GenerationDependencies {
  database: MainDatabase
  serverWriter: ServerWriter
  gateway: () => Promise<ModelGateway> | ModelGateway
  offersModel: OffersModel
  factsOf: ModelFactsSource
  readFile: FileReader
  retrievePassages: PassageSource
  keepImage: ImageKeeper
  accounts: AnswerAccounts
  titler: ChatTitler
  config: ChatConfig
  now: () => number
  logger: Logger
}

/** Generation as the rest of the server sees it: what it listens to, and its place in the life of the process. */
export class GenerationModule {
  readonly liveAnswers: LiveAnswers
  readonly appendHook: AppendHook
  readonly checkpointer: Checkpointer
  readonly #scheduler: Scheduler
  readonly #withdrawals: Withdrawals
  readonly #buffers: AnswerBuffers
  readonly #reaper: Reaper
  readonly #table: GenerationTable

  constructor(private readonly dependencies: GenerationDependencies) {
    const { database, serverWriter, config, now, logger } = dependencies
    const running = new RunningGenerations()
    const table = (this.#table = new GenerationTable(database))
    const buffers = (this.#buffers = new AnswerBuffers(config))
    const { accounts, factsOf } = dependencies
    const meter = new MeterAnswers(database, accounts, logger)
    const writer = new GenerationWriter(database, serverWriter, accounts, now)
    const context = new ContextBuilder(database, factsOf, dependencies.readFile, config.passages)
    const admission = new Admission({
      ...{ ...dependencies, table, writer, context, running, buffers },
      requestMaxAge: config.requestMaxAge,
    })
    const record = async (generation: RunningGeneration, attempt: Attempt) => {
      const { row } = generation
      const begun = await untilStored(
        () =>
          database.transaction((sqlite) => {
            table.recordAttempt(sqlite, row.id, attempt, now())
            return meter.begin(sqlite, generation, attempt)
          }),
        ({ code }) => logger.error({ ...describeRow(row), code }, 'attempt waits for storage')
      )
      if (begun.type === 'over') throw new OperatorLimitError(begun.resetsAt)
    }
    const gather = new GatherPassages(dependencies.retrievePassages, logger)
    const generator = new Generator({
      ...{ gateway: dependencies.gateway, record, meter, gatherPassages: gather },
      ...{ keepImage: dependencies.keepImage, now, logger },
    })
    const onCompleted = (generation: RunningGeneration) => this.#considerTitle(generation)
    const run = new RunGeneration({ generator, writer, running, buffers, onCompleted, logger })

    this.appendHook = recordRequests(database, now)
    this.#scheduler = new Scheduler(admission, running, (next) => run.handle(next), config, logger)
    this.#withdrawals = new Withdrawals(database, table, writer, running, buffers, now, logger)
    this.#reaper = new Reaper(database, table, writer, serverWriter, logger, accounts)
    this.liveAnswers = new BufferedLiveAnswers(database, buffers, this.#withdrawals, logger)
    this.checkpointer = new Checkpointer(
      ...([database, table, running, config.checkpointInterval, now, logger] as const)
    )
  }

  /** Clears up after an earlier process; before anything of this one runs. */
  reap(): Promise<void> {
    return this.#reaper.handle()
  }

  /** Takes up the queue that an earlier process left. */
  async start(): Promise<void> {
    this.checkpointer.start()
    const userIds = await this.dependencies.database.run((sqlite) =>
      this.#table.usersWithQueued(sqlite)
    )
    for (const userId of userIds) this.#scheduler.enqueue(userId)
  }

  onLogAppended({ userId, events, following }: LogAppended): void {
    let hasUnwanted = false
    for (const { name, args } of events) {
      switch (name) {
        case 'v1.AnswerStopRequested':
        case 'v1.MessagesDeleted':
        case 'v1.ChatDeleted':
          hasUnwanted = true
          break
        case 'v1.AnswerCompleted':
        case 'v1.AnswerStopped':
        case 'v1.AnswerFailed':
          this.#buffers.settle(userId, args.answerId)
      }
    }
    // The server's own events say nothing about what a device holds back.
    const isPush = events.some(({ name }) => Object.hasOwn(clientEvents, name))
    if (isPush) this.#scheduler.noteBacklog(userId, following)
    if (hasUnwanted) this.#withdrawals.settle(userId)
    this.#scheduler.enqueue(userId)
  }

  onFileStored({ userId }: FileStored): void {
    this.#scheduler.enqueue(userId)
  }

  /** Ends running answers as interrupted, their text kept. Gives up waiting after the configured grace; the next start reaps. */
  async shutdown(): Promise<void> {
    const { config, titler } = this.dependencies
    this.checkpointer.stop()
    titler.close()
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, config.shutdownGrace)))
    await Promise.race([this.#scheduler.close(), grace])
    clearTimeout(timer)
  }

  #considerTitle({ row, messages, buffer, attempt }: RunningGeneration): void {
    const question = messages.findLast(({ role }) => role === 'user')?.content
    if (!question || !attempt) return
    const { modelId, connection } = attempt
    this.dependencies.titler.consider({
      ...{ userId: row.user_id, chatId: row.chat_id, question, answer: textOf(buffer.parts) },
      ...{ modelId, billedTo: connection.billedTo },
    })
  }
}
