import { useMemo } from 'react'
import { useLocalDatabase } from '~/livestore/hooks'
import { favourModel } from '../../arrange_commands'
import { useComposerPort } from '../../composer_port'
import { offeredModel, useModels } from '../../models_context'
import { closeOverlay, useOverlay } from '../../chat_overlay'
import { PickerDialog } from './picker_dialog'

interface ModelPickerProps {
  chatId: string | null
  favourites: readonly string[]
}

/** Choosing a model for the chat, or for one more answer. Shown inside the database, whoever opened it. */
export function ModelPicker({ chatId, favourites: rows }: ModelPickerProps) {
  const overlay = useOverlay()
  const port = useComposerPort(chatId)
  const database = useLocalDatabase()
  const models = useModels()
  const favourites = useMemo(() => new Set(rows), [rows])
  if (overlay?.type !== 'models' && overlay?.type !== 'models_for_answer') return null

  const favour = (model: string) => void favourModel(database, model, !favourites.has(model))
  if (overlay.type === 'models_for_answer') {
    return (
      <PickerDialog
        title="Answer again with"
        current={overlay.current}
        favourites={favourites}
        port={port}
        onUse={overlay.onPick}
        onAnswerAgain={null}
        onFavour={favour}
        onClose={closeOverlay}
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
      onClose={closeOverlay}
    />
  )
}
