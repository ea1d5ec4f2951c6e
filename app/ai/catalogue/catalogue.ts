import { createHash } from 'node:crypto'

import type { CatalogueTable } from '#ai/catalogue/catalogue_table'
import type { ModelDescription } from '#ai/catalogue/model_description'
import { rankModels } from '#ai/catalogue/rank_models'
import { sameModelKey } from '#ai/catalogue/same_model'

export interface CatalogueCopy {
  /** Changes whenever anything of the catalogue does. */
  version: string
  /** Best first. */
  models: readonly ModelDescription[]
  /** The same by the provider's own name, and by what a model is called wherever it is offered. */
  byName: ReadonlyMap<string, ModelDescription>
  bySameModel: ReadonlyMap<string, ModelDescription>
}

/** OpenRouter's catalogue in memory, so that a page asks no table for it. The table is read once, and after each refresh. */
export class Catalogue {
  #copy: Promise<CatalogueCopy> | null = null
  #loaded: CatalogueCopy | null = null

  constructor(private readonly table: CatalogueTable) {}

  read(): Promise<CatalogueCopy> {
    this.#copy ??= this.#load().catch((error: unknown) => {
      this.#copy = null
      throw error
    })
    return this.#copy
  }

  /** The last copy, for those who cannot wait; null before the first `read`. */
  get loaded(): CatalogueCopy | null {
    return this.#loaded
  }

  /** The table changed. */
  forget(): void {
    this.#copy = null
  }

  async #load(): Promise<CatalogueCopy> {
    const models = rankModels(await this.table.list('openrouter'))
    const bySameModel = new Map<string, ModelDescription>()
    for (const model of models) {
      const key = sameModelKey(model.modelName)
      if (!bySameModel.has(key)) bySameModel.set(key, model)
    }
    this.#loaded = {
      version: createHash('sha256').update(JSON.stringify(models)).digest('base64url').slice(0, 16),
      models,
      byName: new Map(models.map((model) => [model.modelName, model])),
      bySameModel,
    }
    return this.#loaded
  }
}
