import { usePage } from '@inertiajs/react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { PageLink } from '~/components/page_link'
import { useMediaQuery } from '~/hooks/use_media_query'
import { PageScroll } from './page_frame'
import { settingsSections } from './settings_sections'

/**
 * The list of settings beside the page; on narrow screens either the list or the page. The page keeps its place among its
 * siblings, so that turning a phone loses nothing that was typed. Pages bring their own `h2`.
 */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  const { pathname } = new URL(usePage().url, window.location.origin)
  const isNarrow = useMediaQuery('(max-width: 760px)')
  const isList = pathname === '/settings'
  const frame = isNarrow
    ? ''
    : 'mx-auto grid max-w-[900px] grid-cols-[180px_minmax(0,1fr)] gap-8 min-[1180px]:grid-cols-[190px_minmax(0,640px)] min-[1180px]:gap-14'
  return (
    <PageScroll>
      <div className={frame}>
        {isNarrow && !isList ? (
          <PageLink
            href="/settings"
            className="mb-2 -ml-2 inline-flex h-11 items-center gap-1 rounded-md pr-2 text-muted-foreground"
          >
            <ChevronLeft size={18} aria-hidden="true" />
            Settings
          </PageLink>
        ) : (
          <div>
            <h1
              className={`font-[600] tracking-tight ${isNarrow ? 'mb-3 text-2xl' : 'mb-3.5 text-xl'}`}
            >
              Settings
            </h1>
            <SettingsList current={pathname} isNarrow={isNarrow} />
          </div>
        )}
        <div className="min-w-0">{children}</div>
      </div>
    </PageScroll>
  )
}

function SettingsList({ current, isNarrow }: { current: string; isNarrow: boolean }) {
  return (
    <nav aria-label="Settings">
      <ul className={isNarrow ? 'divide-y rounded-xl border bg-card' : '-ml-2.5'}>
        {settingsSections.map(({ path, name, Icon }) => (
          <li key={path}>
            <PageLink
              href={path}
              aria-current={path === current ? 'page' : undefined}
              className={`flex items-center gap-2.5 px-2.5 ${isNarrow ? 'h-12 px-4 text-base text-foreground' : 'h-8 rounded-md text-muted-foreground hover:bg-accent/60 pointer-coarse:h-11'} aria-[current]:bg-accent aria-[current]:font-[550] aria-[current]:text-foreground`}
            >
              <Icon size={15} aria-hidden="true" className="text-muted-foreground" />
              {name}
              {isNarrow && (
                <ChevronRight
                  size={16}
                  aria-hidden="true"
                  className="ml-auto text-muted-foreground"
                />
              )}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
