import { MessageSquare } from 'lucide-react'
import { useMemo } from 'react'
import { chatPath, openChat } from '~/lib/chat_route'
import { useLiveQuery } from '~/livestore/hooks'
import { chatsOfProject } from '../queries'

export function ProjectChats({ projectId }: { projectId: string }) {
  const chats = useLiveQuery(useMemo(() => chatsOfProject(projectId), [projectId]))
  return (
    <section aria-labelledby="project-chats">
      <h2 id="project-chats" className="mb-2 text-base font-[600]">
        Chats
      </h2>
      {chats.length === 0 ? (
        <p className="text-muted-foreground">
          None yet. Start one here, or move one in from the menu beside its name in the list.
        </p>
      ) : (
        <ul className="-mx-2.5">
          {chats.map(({ id, title, last_message_at }) => (
            <li key={id}>
              <a
                href={chatPath(id)}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return
                  event.preventDefault()
                  openChat(id)
                }}
                className="flex h-9 items-center gap-2.5 rounded-md px-2.5 hover:bg-accent pointer-coarse:h-11"
              >
                <MessageSquare
                  size={15}
                  aria-hidden="true"
                  className="shrink-0 text-muted-foreground"
                />
                <span className="min-w-0 flex-1 truncate">{title ?? 'New chat'}</span>
                <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
                  {new Date(last_message_at).toLocaleDateString('en-GB', {
                    day: 'numeric',
                    month: 'short',
                  })}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
