import { Hourglass } from 'lucide-react'

export type ChatMarkKind = 'answering' | 'queued' | 'unread'

const words: Record<ChatMarkKind, string> = {
  answering: 'Answering',
  queued: 'Waiting for a connection',
  unread: 'New answer',
}

/** What is going on in a chat, in the place where its menu comes on hover. */
export function ChatMark({ kind }: { kind: ChatMarkKind }) {
  return (
    <span
      role="img"
      aria-label={words[kind]}
      title={words[kind]}
      className="-mr-7 grid size-7 shrink-0 place-items-center text-sidebar-muted pointer-coarse:mr-0 group-focus-within/row:hidden group-hover/row:hidden"
    >
      {kind === 'queued' ? (
        <Hourglass size={14} />
      ) : kind === 'unread' ? (
        <span className="mark-dot size-[7px] rounded-full bg-link" />
      ) : (
        <span className="pulse size-[7px] rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/35 dark:ring-0" />
      )}
    </span>
  )
}
