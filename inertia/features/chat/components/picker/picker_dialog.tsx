import { Search, X } from 'lucide-react'
import { useId } from 'react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { IconButton } from '~/components/button'
import { KeyCaps } from '~/components/key_caps'
import { useDismissableModal } from '~/hooks/use_modal'
import type { ComposerPort } from '../../composer_port'
import { usePicker } from '../../hooks/use_picker'
import { useModels } from '../../models_context'
import { ModelFacts } from './model_facts'
import { ModelFilters } from './model_filters'
import { ModelList, optionId } from './model_list'
import { PickerKeys } from './picker_keys'

interface PickerDialogProps {
  title: string
  current: string | null
  favourites: ReadonlySet<string>
  port: ComposerPort | null
  onUse: (model: string) => void
  onAnswerAgain: ((model: string) => void) | null
  onFavour: (model: string) => void
  onClose: () => void
}

export function PickerDialog(props: PickerDialogProps) {
  const { title, current, favourites, port, onUse, onAnswerAgain, onFavour, onClose } = props
  const { models } = useModels()
  const modal = useDismissableModal(onClose)
  const listId = useId()
  const use = ({ id }: BootstrapModel) => {
    onUse(id)
    onClose()
  }
  const again = ({ id }: BootstrapModel) => {
    onAnswerAgain?.(id)
    onClose()
  }
  const picker = usePicker(models, favourites, current, {
    use,
    answerAgain: onAnswerAgain && again,
    favour: ({ id }) => onFavour(id),
  })

  return (
    <>
      <div
        aria-hidden="true"
        className="absolute inset-0 z-(--z-bar) rounded-xl bg-background/55"
      />
      <dialog
        {...modal}
        aria-label={title}
        className="picker overflow-hidden rounded-xl border border-border-strong bg-popover text-sm text-popover-foreground shadow-xl open:grid min-[760px]:grid-cols-[minmax(0,1fr)_268px] max-sm:rounded-b-none max-sm:border-x-0 max-sm:border-b-0"
      >
        <div
          onKeyDown={picker.onKeyDown}
          className="flex min-h-0 min-w-0 flex-col min-[760px]:border-r"
        >
          <div className="flex h-12 shrink-0 items-center gap-2.5 border-b px-3.5">
            <Search size={16} aria-hidden="true" className="text-muted-foreground" />
            <input
              autoFocus
              role="combobox"
              aria-label={`Search ${models.length} models`}
              placeholder={`Search ${models.length} models`}
              aria-expanded="true"
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={picker.active && optionId(listId, picker.active.model.id)}
              autoComplete="off"
              spellCheck={false}
              value={picker.search}
              onChange={(event) => picker.setSearch(event.target.value)}
              className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground"
            />
            <IconButton
              label="Close (Esc)"
              onClick={onClose}
              className="-mr-2 hidden pointer-coarse:grid"
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
            <button type="button" onClick={onClose} className="rounded-sm pointer-coarse:hidden">
              <span className="sr-only">Close</span>
              <KeyCaps keys={['esc']} />
            </button>
          </div>
          <ModelFilters active={picker.filters} onToggle={picker.toggleFilter} />
          <ModelList
            id={listId}
            lines={picker.lines}
            total={picker.choices.length}
            activeId={picker.active?.model.id ?? null}
            current={current}
            favourites={favourites}
            onActivate={picker.setActiveId}
            onUse={use}
            onFavour={onFavour}
            empty={
              <NothingFound
                search={picker.search}
                hasFilters={picker.filters.size > 0}
                hasModels={models.length > 0}
              />
            }
          />
          <PickerKeys
            canAnswerAgain={onAnswerAgain !== null}
            isForAnswer={title !== 'Choose a model'}
          />
          <p role="status" className="sr-only">
            {picker.choices.length === 1 ? '1 model' : `${picker.choices.length} models`}
          </p>
        </div>
        {picker.active && (
          <ModelFacts
            model={picker.active.model}
            port={port}
            isFavourite={favourites.has(picker.active.model.id)}
            onFavour={onFavour}
          />
        )}
      </dialog>
    </>
  )
}

interface NothingFoundProps {
  search: string
  hasFilters: boolean
  hasModels: boolean
}

function NothingFound({ search, hasFilters, hasModels }: NothingFoundProps) {
  return (
    <div className="px-6 py-10 text-center">
      <p className="font-[600]">
        {hasModels
          ? `No model ${search === '' ? 'passes these filters' : `is called “${search}”`}`
          : 'No models are known here yet'}
      </p>
      <p className="mt-1 text-muted-foreground">
        {!hasModels
          ? 'They come with the first connection to the server.'
          : hasFilters
            ? 'Take a filter off, or search for something else.'
            : 'Search for a name, a maker, or a part of either.'}
      </p>
    </div>
  )
}
