import { demoModel } from '#ai/available_models'
import type { Catalogue } from '#ai/catalogue/catalogue'
import type { ListModels } from '#ai/catalogue/list_models'
import type { LocalServers } from '#ai/catalogue/local_servers'
import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { enrich } from '#ai/catalogue/same_model'
import type { KeyTable } from '#ai/keys/key_table'
import type { OperatorConnections } from '#ai/keys/operator_connections'
import type { ModelAsker, ModelFacts } from '#ai/model_facts'
import { parseModelId, type ModelRef } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What is known of a model by its id. */
export class FindModel {
  constructor(
    private readonly listModels: ListModels,
    private readonly catalogue: Catalogue,
    private readonly operator: OperatorConnections,
    private readonly table: KeyTable,
    private readonly localServers: LocalServers
  ) {}

  /** A model that this person may ask; null when they may not. */
  async handle(userId: string, modelId: string): Promise<BootstrapModel | null> {
    const offer = await this.listModels.handle(userId)
    const found = offer.list().models.find(({ id }) => id === modelId)
    // The demonstration answers whatever it is called.
    const isDemo = this.operator.isDemo && parseModelId(modelId).provider === 'server'
    return found ?? (isDemo ? demoModel : null)
  }

  /** The facts that bound a request; null for models of which nothing is known. */
  factsOf(modelId: string, asker?: ModelAsker): ModelFacts | null {
    const copy = this.catalogue.loaded
    const model = parseModelId(modelId)
    const { provider, name } = model
    if (provider === 'openrouter') return copy?.byName.get(name) ?? null
    const own = provider === 'local' ? this.localServers.describe(name) : this.#own(model, asker)
    if (!copy) return own
    return enrich(provider, own ?? { ...noDescription, modelName: name, name }, copy)
  }

  /** As the person's own connection described it when it was checked. */
  #own(model: ModelRef, asker?: ModelAsker): ModelDescription | null {
    if (!asker || model.provider === 'server') return null
    return this.table.describeModel(asker.sqlite, asker.userId, model)
  }
}
