import { FindModel } from '#ai/catalogue/find_model'
import { OffersModel } from '#ai/catalogue/offers_model'
import { GenerateTitle } from '#ai/generate_title'
import { KeyRing } from '#ai/keys/key_ring'
import { GenerationLookUp } from '#ai/look_up/generation_look_up'
import type { AiConfig } from '#ai/define_config'
import { ModelGateway } from '#ai/model_gateway'
import { recordFileUses } from '#chat/attachments/record_file_uses'
import { AnswerAccounts } from '#chat/costs/answer_accounts'
import { askWithSameKey } from '#chat/costs/ask_with_same_key'
import { CostSettler } from '#chat/costs/cost_settler'
import { forgetDeletedChats } from '#chat/costs/forget_deleted_chats'
import { MeterCalls } from '#chat/costs/meter_calls'
import type { ChatConfig } from '#chat/chat_config'
import { GenerationModule } from '#chat/generation/generation_module'
import { AnswerTemporarily } from '#chat/temporary/answer_temporarily'
import { TemporaryReaders } from '#chat/temporary/temporary_readers'
import { TemporarySlots } from '#chat/temporary/temporary_slots'
import { ChatTitler } from '#chat/titles/chat_titler'
import { SystemClock } from '#core/clock'
import { MainDatabase } from '#core/database'
import { KeepImage } from '#files/actions/keep_image'
import { ReadFile } from '#files/queries/read_file'
import { CostLookUps } from '#metering/cost_look_ups'
import { UsageLedger } from '#metering/usage_ledger'
import { RetrievePassages } from '#rag/queries/retrieve_passages'
import { parseModelId } from '#shared/model_id'
import { EventLog } from '#sync/event_log'
import { ServerWriter } from '#sync/server_writer'
import { LiveAnswers } from '#sync/transport/live_answers'
import type { ContainerResolver } from '@adonisjs/core/container'
import type { ApplicationService, ContainerBindings } from '@adonisjs/core/types'

type Resolver = ContainerResolver<ContainerBindings>

/** Answers: asked for by events of the log, generated here, told by events of the log. */
export default class ChatProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(GenerationModule, (resolver) => this.#createModule(resolver))
    container.singleton(AnswerAccounts, async (resolver) => {
      const [ledger, lookUps] = await Promise.all([
        resolver.make(UsageLedger),
        resolver.make(CostLookUps),
      ])
      const findModel = await resolver.make(FindModel)
      const factsOf = (modelId: string) => findModel.factsOf(modelId)
      return new AnswerAccounts(ledger, lookUps, factsOf, () => Date.now())
    })
    container.singleton(
      MeterCalls,
      async (resolver) =>
        new MeterCalls(
          () => this.app.container.make(ModelGateway),
          await resolver.make(MainDatabase),
          await resolver.make(AnswerAccounts),
          await resolver.make('logger')
        )
    )
    container.singleton(CostSettler, (resolver) => this.#createSettler(resolver))
    container.singleton(TemporaryReaders, () => new TemporaryReaders())
    container.singleton(AnswerTemporarily, (resolver) => this.#createTemporary(resolver))
    container.singleton(
      LiveAnswers,
      async (resolver) => (await resolver.make(GenerationModule)).liveAnswers
    )
  }

  async boot(): Promise<void> {
    if (!this.#isServing) return
    const generation = await this.app.container.make(GenerationModule)
    const log = await this.app.container.make(EventLog)
    log.onAppend(generation.appendHook)
    log.onAppend(forgetDeletedChats(await this.app.container.make(UsageLedger)))
    log.onAppend(recordFileUses(await this.app.container.make(MainDatabase)))
  }

  /** After the migrations and before the first request. */
  async start(): Promise<void> {
    if (!this.#isServing) return
    const generation = await this.app.container.make(GenerationModule)
    await generation.reap()
  }

  async ready(): Promise<void> {
    if (!this.#isServing) return
    const generation = await this.app.container.make(GenerationModule)
    await generation.start()
    const settler = await this.app.container.make(CostSettler)
    settler.start()
    this.app.terminating(() => {
      settler.stop()
      return generation.shutdown()
    })
  }

  async #createModule(resolver: Resolver): Promise<GenerationModule> {
    const config = this.app.config.get<ChatConfig>('chat')
    const ai = this.app.config.get<AiConfig>('ai')
    const database = await resolver.make(MainDatabase)
    const serverWriter = await resolver.make(ServerWriter)
    const logger = await resolver.make('logger')
    const clock = new SystemClock()
    const now = () => clock.now()
    const meter = await resolver.make(MeterCalls)
    const titler = new ChatTitler({
      ...{ database, serverWriter, config: config.titles, now, logger },
      // Only the operator's server has a model for titles; elsewhere the chat's own is as cheap as its owner wanted.
      titleModelFor: (id) => (parseModelId(id).provider === 'server' ? ai.titleModel : id),
      generateTitle: ({ chatId, ...request }, signal) =>
        new GenerateTitle((asked, aborted) =>
          meter.stream(asked, aborted, { kind: 'title', chatId })
        ).handle({ ...request, signal }),
    })
    const findModel = await resolver.make(FindModel)
    const offers = await resolver.make(OffersModel)
    return new GenerationModule({
      ...{ database, serverWriter, titler, config, now, logger },
      accounts: await resolver.make(AnswerAccounts),
      // Resolved at the first question, so that tests may put another gateway in its place.
      gateway: () => this.app.container.make(ModelGateway),
      readFile: async (userId, fileId) =>
        (await this.app.container.make(ReadFile)).handle(userId, fileId),
      retrievePassages: async (input) =>
        (await this.app.container.make(RetrievePassages)).handle(input),
      keepImage: async (userId, messageId, bytes) => {
        const keepImage = await this.app.container.make(KeepImage)
        const result = await keepImage.handle({ userId, messageId, bytes })
        return result.type === 'kept' ? result.fileId : null
      },
      factsOf: (id, asker) => findModel.factsOf(id, asker),
      offersModel: (userId, id, sqlite) => offers.within(sqlite, userId, id),
    })
  }

  /** The two seams of temporary chats: who answers, and where their usage is counted. */
  async #createTemporary(resolver: Resolver): Promise<AnswerTemporarily> {
    const config = this.app.config.get<ChatConfig>('chat')
    const { container } = this.app
    const meter = await resolver.make(MeterCalls)
    return new AnswerTemporarily({
      slots: new TemporarySlots(config.temporary),
      findModel: async (userId, id) => (await container.make(FindModel)).handle(userId, id),
      ask: (userId, { model, messages, settings }, signal) => {
        const request = { userId, modelId: model, fallbacks: [], messages, settings }
        return meter.stream(request, signal, { kind: 'temporary', chatId: null })
      },
      // Already counted, where the calls are made.
      recordUsage: async () => undefined,
      logger: await resolver.make('logger'),
    })
  }

  async #createSettler(resolver: Resolver): Promise<CostSettler> {
    const lookUp = await resolver.make(GenerationLookUp)
    const keyRing = await resolver.make(KeyRing)
    return new CostSettler({
      database: await resolver.make(MainDatabase),
      ledger: await resolver.make(UsageLedger),
      lookUps: await resolver.make(CostLookUps),
      serverWriter: await resolver.make(ServerWriter),
      lookUp: (wanted) => askWithSameKey(keyRing, lookUp, wanted),
      now: () => Date.now(),
      logger: await resolver.make('logger'),
    })
  }

  get #isServing(): boolean {
    return ['web', 'test'].includes(this.app.getEnvironment())
  }
}
