import { demoModel } from '#ai/available_models'
import type { Catalogue } from '#ai/catalogue/catalogue'
import type { ListModels } from '#ai/catalogue/list_models'
import { noDescription } from '#ai/catalogue/model_description'
import { enrich } from '#ai/catalogue/same_model'
import type { OperatorConnections } from '#ai/keys/operator_connections'
import type { ModelFacts } from '#ai/model_facts'
import { parseModelId } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** What is known of a model by its id. */
export class FindModel {
  constructor(
    private readonly listModels: ListModels,
    private readonly catalogue: Catalogue,
    private readonly operator: OperatorConnections
  ) {}

  /** A model that this person may ask; null when they may not. */
  async handle(userId: string, modelId: string): Promise<BootstrapModel | null> {
    const offer = await this.listModels.handle(userId)
    const found = offer.list().models.find(({ id }) => id === modelId)
    // The demonstration answers whatever it is called.
    const isDemo = this.operator.isDemo && parseModelId(modelId).provider === 'server'
    return found ?? (isDemo ? demoModel : null)
  }

  /** The facts that bound a request, whoever asks; null for models that the catalogue does not know. */
  factsOf(modelId: string): ModelFacts | null {
    const copy = this.catalogue.loaded
    const { provider, name } = parseModelId(modelId)
    if (!copy) return null
    if (provider === 'openrouter') return copy.byName.get(name) ?? null
    return enrich(provider, { ...noDescription, modelName: name, name }, copy)
  }
}
