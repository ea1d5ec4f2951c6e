import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { groupModels, linesOf, type ModelFilter, type PickerLine } from '../picker_list'

export interface PickerActions {
  use: (model: BootstrapModel) => void
  answerAgain: ((model: BootstrapModel) => void) | null
  favour: (model: BootstrapModel) => void
}

const PAGE = 8

/** What is searched, what is found, and which of it is active. The active model is held by id, so that a star moves no choice. */
export function usePicker(
  models: readonly BootstrapModel[],
  favourites: ReadonlySet<string>,
  current: string | null,
  actions: PickerActions
) {
  const [search, setSearch] = useState('')
  const [filters, setFilters] = useState<ReadonlySet<ModelFilter>>(new Set())
  const [activeId, setActiveId] = useState(current)

  const lines = useMemo(
    () => linesOf(groupModels(models, favourites, search, filters)),
    [models, favourites, search, filters]
  )
  const choices = useMemo(() => lines.filter((line) => line.type === 'model'), [lines])
  const active = choices.find(({ model }) => model.id === activeId) ?? choices[0]

  // Whoever searches means the first that is found, not what was active before.
  useEffect(() => {
    if (search !== '') setActiveId(null)
  }, [search])

  const toggleFilter = useCallback((filter: ModelFilter) => {
    setFilters((before) => before.symmetricDifference(new Set([filter])))
  }, [])

  const move = (to: number) => {
    const choice = choices[Math.min(Math.max(to, 0), choices.length - 1)]
    if (choice) setActiveId(choice.model.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.nativeEvent.isComposing) return
    const isCommand = event.metaKey || event.ctrlKey
    const command = commandOf(event.key, isCommand, active, choices.length)
    if (command === null) return
    event.preventDefault()
    switch (command.type) {
      case 'move':
        return move(command.to)
      case 'use':
        return actions.use(active.model)
      case 'again':
        return actions.answerAgain?.(active.model)
      case 'favour':
        return actions.favour(active.model)
    }
  }
  return {
    search,
    setSearch,
    filters,
    toggleFilter,
    lines,
    choices,
    active,
    setActiveId,
    onKeyDown,
  }
}

type Command =
  { type: 'move'; to: number } | { type: 'use' } | { type: 'again' } | { type: 'favour' }

function commandOf(
  key: string,
  isCommand: boolean,
  { position }: Extract<PickerLine, { type: 'model' }>,
  count: number
): Command | null {
  if (isCommand) {
    if (key === 'Enter') return { type: 'again' }
    return key.toLowerCase() === 's' ? { type: 'favour' } : null
  }
  if (key === 'Enter') return { type: 'use' }
  const places: Record<string, number> = {
    ArrowDown: (position + 1) % count,
    ArrowUp: (position - 1 + count) % count,
    PageDown: position + PAGE,
    PageUp: position - PAGE,
    Home: 0,
    End: count - 1,
  }
  const to = places[key]
  return to === undefined ? null : { type: 'move', to }
}
