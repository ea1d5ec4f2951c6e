import { createContext, use } from 'react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

export interface Models {
  models: readonly BootstrapModel[]
  defaultModel: string
}

export const ModelsContext = createContext<Models>({ models: [], defaultModel: '' })
export const useModels = () => use(ModelsContext)

const indexes = new WeakMap<readonly BootstrapModel[], Map<string, BootstrapModel>>()

/** Every answer on screen looks its model up, among hundreds. */
export function findModel(
  models: readonly BootstrapModel[],
  id: string | null
): BootstrapModel | undefined {
  if (id === null) return undefined
  let index = indexes.get(models)
  if (!index) {
    index = new Map(models.map((model) => [model.id, model]))
    indexes.set(models, index)
  }
  return index.get(id)
}

export const modelName = (models: readonly BootstrapModel[], id: string | null) =>
  findModel(models, id)?.name ?? id ?? 'Model'

/** The first of the wanted models that is on offer, else the default. */
export const offeredModel = (
  { models, defaultModel }: Models,
  ...wanted: readonly (string | null | undefined)[]
) => wanted.find((id) => findModel(models, id ?? null)) ?? defaultModel
