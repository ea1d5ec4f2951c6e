import { useEffect, useRef } from 'react'

interface Shortcut {
  /** As `KeyboardEvent.key` has it, in lower case. */
  key: string
  /** With Ctrl, or ⌘ on a Mac. */
  isCommand?: boolean
  isShifted?: boolean
  does: string
}

interface ShortcutGroup {
  name: string
  shortcuts: readonly Shortcut[]
}

/** Those that work everywhere, by name. */
const everywhere = {
  palette: { key: 'k', isCommand: true, does: 'Search and commands' },
  newChat: { key: 'j', isCommand: true, does: 'New chat' },
  sidebar: { key: '\\', isCommand: true, does: 'Show or hide the list of chats' },
  settings: { key: ',', isCommand: true, does: 'Settings' },
  help: { key: '/', isCommand: true, does: 'All shortcuts' },
} as const satisfies Record<string, Shortcut>

export type ShortcutName = keyof typeof everywhere

/** The one list of shortcuts: keys are matched against it, and the help sheet shows it. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  { name: 'Everywhere', shortcuts: Object.values(everywhere) },
  {
    name: 'Writing',
    shortcuts: [
      { key: 'enter', does: 'Send' },
      { key: 'enter', isShifted: true, does: 'New line' },
    ],
  },
  {
    name: 'List of chats',
    shortcuts: [
      { key: 'arrowdown', does: 'Next chat' },
      { key: 'arrowup', does: 'Previous chat' },
      { key: 'home', does: 'First chat' },
      { key: 'end', does: 'Last chat' },
      { key: 'enter', does: 'Open the chat' },
      { key: 'f2', does: 'Rename it' },
      { key: 'delete', does: 'Delete it' },
      { key: 'z', isCommand: true, does: 'Undo a deletion' },
      { key: 'a', does: 'Go to a chat by its first letters' },
    ],
  },
  {
    name: 'Search and commands',
    shortcuts: [
      { key: 'enter', does: 'Open what is marked' },
      { key: 'enter', isCommand: true, does: 'Search everything' },
      { key: 'escape', does: 'Close what is on top' },
    ],
  },
]

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const keyNames: Record<string, string> = {
  arrowdown: '↓',
  arrowup: '↑',
  enter: '↵',
  escape: 'Esc',
  a: 'A … Z',
}

/** The keys of a shortcut as they are printed on this keyboard. */
export function keysOf({ key, isCommand, isShifted }: Shortcut): string[] {
  const isLetter = key === 'a' && !isCommand
  const name = isLetter
    ? keyNames.a
    : key === 'a'
      ? 'A'
      : (keyNames[key] ?? key[0]?.toUpperCase() + key.slice(1))
  return [
    ...(isCommand ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(isShifted ? [isMac ? '⇧' : 'Shift'] : []),
    name ?? key,
  ]
}

export const shortcutOf = (name: ShortcutName): Shortcut => everywhere[name]

export const shortcutWords = (name: ShortcutName) =>
  keysOf(everywhere[name]).join(isMac ? '\u2009' : ' ')

/** Does what each shortcut stands for, wherever the focus is. */
export function useShortcuts(handlers: Record<ShortcutName, () => void>): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || event.defaultPrevented) return
      const pressed = event.key.toLowerCase()
      const names = Object.keys(everywhere) as ShortcutName[]
      // On some keyboards `/` and `\` need Shift or AltGr; letters do not, and their shifted ones belong to the browser.
      const name = names.find((one) => {
        return everywhere[one].key === pressed && (!event.shiftKey || !/[a-z]/.test(pressed))
      })
      if (!name) return
      event.preventDefault()
      latest.current[name]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
