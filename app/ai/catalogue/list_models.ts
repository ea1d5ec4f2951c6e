import { demoModel } from '#ai/available_models'
import type { Catalogue, CatalogueCopy } from '#ai/catalogue/catalogue'
import { pickDefaultModel } from '#ai/catalogue/default_model'
import type { LocalServer, LocalServers } from '#ai/catalogue/local_servers'
import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { rankModels } from '#ai/catalogue/rank_models'
import { enrich } from '#ai/catalogue/same_model'
import type { KeyRow } from '#ai/keys/key_row'
import type { KeyTable } from '#ai/keys/key_table'
import type { OperatorConnections } from '#ai/keys/operator_connections'
import { modelIdOf, type ModelRef } from '#shared/model_id'
import type { BootstrapKey, BootstrapModel } from '#shared/protocol/bootstrap'

export interface Offer {
  /** Changes whenever what `list` would give does, and costs next to nothing to know. */
  version: string
  list: () => OfferedModels
}

export interface OfferedModels {
  models: BootstrapModel[]
  defaultModel: string
  keys: BootstrapKey[]
}

interface Dependencies {
  table: KeyTable
  catalogue: Catalogue
  localServers: LocalServers
  operator: OperatorConnections
  /** Models of the operator's own server, by their names there. */
  serverModels: readonly { id: string; name: string }[]
}

/**
 * Everything a person may choose from: what their own keys reach, then what runs on this machine, then what the operator connected;
 * the demonstration when there is nothing. No network is asked.
 */
export class ListModels {
  constructor(private readonly dependencies: Dependencies) {}

  async handle(userId: string): Promise<Offer> {
    const { table, catalogue, localServers } = this.dependencies
    const [rows, copy] = await Promise.all([table.listOf(userId), catalogue.read()])
    const local = localServers.usedBy(rows)
    // The models of a key change only when it is checked.
    const keys = rows.map(({ id, isActive, hint, name, checkedAt }) =>
      [id, isActive, hint, name, checkedAt].join()
    )
    const found = local.map(({ address, models }) =>
      [address, ...models.map(({ modelName }) => modelName)].join()
    )
    return {
      version: JSON.stringify([copy.version, keys, found]),
      list: () => this.#list(rows, copy, local),
    }
  }

  #list(rows: KeyRow[], copy: CatalogueCopy, local: LocalServer[]): OfferedModels {
    const { operator } = this.dependencies
    const own = rows.filter(({ provider, isActive }) => isActive && provider !== 'local')
    const hasOwnOpenRouter = own.some(({ provider }) => provider === 'openrouter')
    const models = [
      ...own.flatMap((row) => modelsOfKey(row, copy)),
      ...local.flatMap(({ title, models }) =>
        models.map((model) => offer({ provider: 'local' }, { ...model, author: title }))
      ),
      ...this.#serverModels(copy),
      ...(!hasOwnOpenRouter && operator.has('openrouter') ? modelsOfOpenRouter(copy) : []),
    ]
    const offered = models.length > 0 ? uniqueById(models) : [demoModel]
    return {
      models: offered,
      defaultModel: pickDefaultModel(offered),
      keys: rows
        .filter(({ provider }) => provider !== 'local')
        .map(({ id, provider, hint, isActive }) => ({ id, provider, hint, isActive })),
    }
  }

  #serverModels(copy: CatalogueCopy): BootstrapModel[] {
    const { operator, serverModels } = this.dependencies
    if (operator.isDemo) return []
    return serverModels.map(({ id, name }) => {
      const facts = enrich('server', { ...noDescription, modelName: id, name }, copy)
      return offer({ provider: 'server' }, facts)
    })
  }
}

function modelsOfKey(row: KeyRow, copy: CatalogueCopy): BootstrapModel[] {
  const { provider, id, name, models } = row
  if (provider === 'openrouter') return modelsOfOpenRouter(copy)
  if (provider === 'custom') {
    const named = (model: ModelDescription) => ({ ...model, author: model.author ?? name })
    return (models ?? []).map((model) => offer({ provider, connectionId: id }, named(model)))
  }
  const enriched = (models ?? []).map((model) => enrich(provider, model, copy))
  return rankModels(enriched).map((model) => offer({ provider }, model))
}

const modelsOfOpenRouter = ({ models }: CatalogueCopy) =>
  models.map((model) => offer({ provider: 'openrouter' }, model))

function offer(
  by: Omit<ModelRef, 'name'>,
  { modelName, ...facts }: ModelDescription
): BootstrapModel {
  const id = modelIdOf({ ...by, name: modelName })
  return { id, isDemo: false, provider: by.provider, ...facts }
}

/** Two local servers may have a model of the same name: the first one answers. */
function uniqueById(models: BootstrapModel[]): BootstrapModel[] {
  const seen = new Map<string, BootstrapModel>()
  for (const model of models) if (!seen.has(model.id)) seen.set(model.id, model)
  return [...seen.values()]
}
