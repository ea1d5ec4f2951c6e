import { Search } from 'lucide-react'
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { KeyCaps } from '~/components/key_caps'
import { useDismissableModal } from '~/hooks/use_modal'
import type { PaletteGroup } from '../palette_entry'
import { PaletteOption } from './palette_option'

interface CommandPaletteProps {
  words: string
  onWords: (words: string) => void
  groups: readonly PaletteGroup[]
  /** What Enter does together with Ctrl or ⌘. */
  onSearch: () => void
  onClose: () => void
  /** At the right of the foot: what was looked through. */
  note: ReactNode
}

/** A field, and below it whatever it can mean. The focus stays in the field; arrows move the mark. */
export function CommandPalette(props: CommandPaletteProps) {
  const { words, onWords, groups, onSearch, onClose, note } = props
  const modal = useDismissableModal(onClose)
  const listId = useId()
  const [marked, setMarked] = useState(0)
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.min(marked, entries.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => setMarked(0), [words])
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' })
  })

  const run = (index: number) => {
    const entry = entries[index]
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setMarked((at + 1) % entries.length)
    else if (event.key === 'ArrowUp') setMarked((at - 1 + entries.length) % entries.length)
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      onClose()
      onSearch()
    } else if (event.key === 'Enter') run(at)
    else return
    event.preventDefault()
  }

  let index = -1
  return (
    <dialog
      {...modal}
      aria-label="Search and commands"
      className="m-0 mx-auto mt-[min(128px,14dvh)] w-[min(680px,calc(100vw-24px))] overflow-hidden rounded-xl border border-border-strong bg-popover p-0 text-popover-foreground shadow-xl max-sm:mt-3"
    >
      <div className="flex h-12 items-center gap-2.5 border-b px-3.5">
        <Search size={16} aria-hidden="true" className="shrink-0 text-muted-foreground" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={at >= 0 ? optionId(at) : undefined}
          aria-label="Search and commands"
          placeholder="Search chats and messages, or say what to do"
          value={words}
          maxLength={200}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground"
        />
        <KeyCaps keys={['Esc']} />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label="What it finds"
        tabIndex={-1}
        className="max-h-[min(420px,60dvh)] overflow-y-auto px-2 pt-0.5 pb-2.5"
      >
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <p
              aria-hidden="true"
              className="px-2.5 pt-2.5 pb-1 text-2xs font-[550] text-muted-foreground"
            >
              {group.name}
            </p>
            {group.entries.map((entry) => {
              index++
              const own = index
              return (
                <PaletteOption
                  key={entry.id}
                  id={optionId(own)}
                  entry={entry}
                  isMarked={own === at}
                  onPoint={() => setMarked(own)}
                  onChoose={() => run(own)}
                />
              )
            })}
          </div>
        ))}
        {entries.length === 0 && (
          <p className="px-2.5 py-4 text-muted-foreground">Nothing is called that.</p>
        )}
      </div>
      <div className="flex h-9 items-center gap-3.5 border-t bg-muted px-3.5 text-2xs text-muted-foreground">
        <span className="flex items-center gap-1.5 pointer-coarse:hidden">
          <KeyCaps keys={['↑', '↓']} /> move
        </span>
        <span className="flex items-center gap-1.5 pointer-coarse:hidden">
          <KeyCaps keys={['↵']} /> open
        </span>
        <span role="status" className="ml-auto truncate tabular-nums">
          {note}
        </span>
      </div>
    </dialog>
  )
}
