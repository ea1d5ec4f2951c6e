import type { WebSource } from './web_sources'

/** Opens beside Loft; the page it leads to hears neither of the chat nor of where it was opened. */
export function WebSourceChip({ number, href, host, title }: WebSource) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={href}
      className="flex h-[30px] max-w-full items-center gap-1.75 rounded-md border pr-2.5 pl-1.5 text-xs hover:bg-accent pointer-coarse:h-11"
    >
      <span className="sr-only">Source </span>
      <span className="citation pointer-events-none mx-0 shrink-0 border border-border-strong align-baseline text-muted-foreground">
        {number}
      </span>
      {title !== host && <bdi className="truncate">{title}</bdi>}
      {/* Who can be trusted is said by the end of a host: what does not fit is its beginning. */}
      <span
        dir="rtl"
        className={`shrink-0 truncate ${title === host ? 'max-w-52' : 'max-w-32 text-muted-foreground'}`}
      >
        <bdi dir="ltr">{host}</bdi>
      </span>
      <span className="sr-only">, opens in a new tab</span>
    </a>
  )
}
