import { useMemo } from 'react'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { favourModel } from '../../arrange_commands'
import { useComposerPort } from '../../composer_port'
import { offeredModel, useModels } from '../../models_context'
import { closeSurface, useOpenSurface } from '../../open_surface'
import { favouriteModels } from '../../queries'
import { PickerDialog } from './picker_dialog'

/** Choosing a model for the chat, or for one more answer. Shown inside the database, whoever opened it. */
export function ModelPicker({ chatId }: { chatId: string | null }) {
  const surface = useOpenSurface()
  const port = useComposerPort(chatId)
  const database = useLocalDatabase()
  const models = useModels()
  const rows = useLiveQuery(favouriteModels)
  const favourites = useMemo(() => new Set(rows), [rows])
  if (surface === null || surface.type === 'settings') return null

  const favour = (model: string) => void favourModel(database, model, !favourites.has(model))
  if (surface.type === 'models_for_answer') {
    return (
      <PickerDialog
        title="Answer again with"
        current={surface.current}
        favourites={favourites}
        port={port}
        onUse={surface.onPick}
        onAnswerAgain={null}
        onFavour={favour}
        onClose={closeSurface}
      />
    )
  }
  return (
    <PickerDialog
      title="Choose a model"
      current={offeredModel(models, port?.model)}
      favourites={favourites}
      port={port}
      onUse={(model) => port?.change({ model })}
      onAnswerAgain={port?.answerAgain ?? null}
      onFavour={favour}
      onClose={closeSurface}
    />
  )
}
