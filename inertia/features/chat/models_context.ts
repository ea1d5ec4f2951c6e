import { createContext, use } from 'react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

interface Models {
  models: readonly BootstrapModel[]
  defaultModel: string
}

export const ModelsContext = createContext<Models>({ models: [], defaultModel: '' })
export const useModels = () => use(ModelsContext)

export const modelName = (models: readonly BootstrapModel[], id: string | null) =>
  models.find((model) => model.id === id)?.name ?? id ?? 'Model'

/** The model to ask: the wanted one while the server offers it, else the default. */
export const offeredModel = ({ models, defaultModel }: Models, wanted: string | null) =>
  models.some((model) => model.id === wanted) ? (wanted as string) : defaultModel
