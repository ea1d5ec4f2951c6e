import {
  Folder,
  Gauge,
  Keyboard,
  Library,
  Monitor,
  Moon,
  PanelLeft,
  SquarePen,
  Sun,
} from 'lucide-react'
import { KeyCaps } from '~/components/key_caps'
import type { PaletteEntry } from '~/features/palette/palette_entry'
import { setAppearance } from '~/lib/appearance'
import { openChat } from '~/lib/chat_route'
import { openPage } from '~/lib/page_route'
import { keysOf, shortcutOf, type ShortcutName } from '~/lib/shortcuts'
import { toggleSidebar } from '~/lib/sidebar_state'
import { openSurface } from '~/lib/surfaces'
import { settingsSections } from './settings_sections'

interface Action extends PaletteEntry {
  label: string
  /** Other words for the same. */
  also?: string
}

const icon = { 'size': 16, 'aria-hidden': true } as const
const keys = (name: ShortcutName) => <KeyCaps keys={keysOf(shortcutOf(name))} />

/** What the palette can do and where it can go, besides chats. A new page or command adds itself here. */
export const paletteActions: readonly Action[] = [
  {
    id: 'new-chat',
    icon: <SquarePen {...icon} />,
    label: 'New chat',
    aside: keys('newChat'),
    run: () => openChat(null),
  },
  {
    id: 'library',
    icon: <Library {...icon} />,
    label: 'Documents',
    also: 'library files knowledge upload',
    run: () => openPage('/library'),
  },
  {
    id: 'projects',
    icon: <Folder {...icon} />,
    label: 'Projects',
    also: 'folders workspaces',
    run: () => openPage('/projects'),
  },
  {
    id: 'usage',
    icon: <Gauge {...icon} />,
    label: 'Usage',
    also: 'cost money tokens',
    run: () => openPage('/usage'),
  },
  ...settingsSections.map(({ path, name, command, Icon }) => ({
    id: path,
    icon: <Icon {...icon} />,
    label: command ?? name,
    also: 'settings',
    run: () => openPage(path),
  })),
  {
    id: 'theme-light',
    icon: <Sun {...icon} />,
    label: 'Light theme',
    also: 'appearance bright day',
    run: () => setAppearance({ theme: 'light' }),
  },
  {
    id: 'theme-dark',
    icon: <Moon {...icon} />,
    label: 'Dark theme',
    also: 'appearance night',
    run: () => setAppearance({ theme: 'dark' }),
  },
  {
    id: 'theme-system',
    icon: <Monitor {...icon} />,
    label: 'Theme of the system',
    also: 'appearance',
    run: () => setAppearance({ theme: 'system' }),
  },
  {
    id: 'sidebar',
    icon: <PanelLeft {...icon} />,
    label: 'Show or hide the list of chats',
    also: 'sidebar',
    aside: keys('sidebar'),
    run: toggleSidebar,
  },
  {
    id: 'help',
    icon: <Keyboard {...icon} />,
    label: 'All shortcuts',
    also: 'help keyboard keys',
    aside: keys('help'),
    run: () => openSurface('help'),
  },
]
