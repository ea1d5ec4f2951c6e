import { usePage } from '@inertiajs/react'
import { Folder, Gauge, Library, Search, Settings, SquarePen } from 'lucide-react'
import { IconButton } from '~/components/button'
import { PageLink } from '~/components/page_link'
import { useMediaQuery } from '~/hooks/use_media_query'
import { shortcutWords } from '~/lib/shortcuts'
import { openSurface } from '~/lib/surfaces'

export function NewChatButton({ onStart }: { onStart: () => void }) {
  return (
    <button
      type="button"
      onClick={onStart}
      className="mt-1.5 flex h-[34px] shrink-0 items-center gap-2 rounded-md border border-sidebar-border bg-card px-2.5 font-[550] text-foreground shadow-xs hover:bg-accent pointer-coarse:h-11"
    >
      <SquarePen size={16} aria-hidden="true" />
      New chat
      <kbd className="ml-auto font-sans text-2xs text-sidebar-muted pointer-coarse:hidden">
        {shortcutWords('newChat')}
      </kbd>
    </button>
  )
}

export function SearchButton() {
  return (
    <IconButton
      label={`Search (${shortcutWords('palette')})`}
      className="size-7 text-sidebar-muted"
      onClick={() => openSurface('palette')}
    >
      <Search size={16} aria-hidden="true" />
    </IconButton>
  )
}

/** Places that are not chats. A new one adds itself here. */
const places = [
  { path: '/library', name: 'Documents', Icon: Library },
  { path: '/projects', name: 'Projects', Icon: Folder },
  { path: '/usage', name: 'Usage', Icon: Gauge },
] as const

export function SidebarPlaces() {
  const { url } = usePage()
  return (
    <div className="mt-1 shrink-0">
      {places.map(({ path, name, Icon }) => (
        <PageLink
          key={path}
          href={path}
          aria-current={url.startsWith(path) ? 'page' : undefined}
          className="flex h-[30px] items-center gap-2 rounded-md px-2.5 hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:font-[550] aria-[current]:text-sidebar-accent-foreground pointer-coarse:h-11"
        >
          <Icon size={15} aria-hidden="true" className="text-sidebar-muted" />
          {name}
        </PageLink>
      ))}
    </div>
  )
}

/** On narrow screens the list of settings comes first. */
export function SettingsLink() {
  const isNarrow = useMediaQuery('(max-width: 760px)')
  const { url } = usePage()
  return (
    <PageLink
      href={isNarrow ? '/settings' : '/settings/account'}
      aria-label="Settings"
      title={`Settings (${shortcutWords('settings')})`}
      aria-current={url.startsWith('/settings') ? 'page' : undefined}
      className="grid size-8 shrink-0 place-items-center rounded-md text-sidebar-muted hover:bg-sidebar-accent hover:text-foreground aria-[current]:bg-sidebar-accent aria-[current]:text-foreground pointer-coarse:size-11"
    >
      <Settings size={16} aria-hidden="true" />
    </PageLink>
  )
}
