import { Head } from '@inertiajs/react'
import { ClipboardCopy, Download, Folder, Library, Share, SlidersHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import type { Row } from '#shared/tables/tables'
import { IconButton } from '~/components/button'
import { Menu, MenuItem } from '~/components/menu'
import { PageLink } from '~/components/page_link'
import { downloadText, fileName } from '~/lib/download_text'
import { projectPath } from '~/lib/project_places'
import { useLiveQuery } from '~/livestore/hooks'
import { chatMarkdown } from '../chat_markdown'
import { closeSource } from '../citations/open_source'
import type { Step } from '../hooks/use_conversation'
import { dollars } from '../model_cost'
import { modelName, useModels } from '../models_context'
import { openOverlay } from '../chat_overlay'
import { costOfChat, projectOf } from '../queries'

interface ConversationBarProps {
  chatId: string
  chat: Row<'chats'> | undefined
  path: readonly Step[]
}

export function ConversationBar({ chatId, chat, path }: ConversationBarProps) {
  const { models } = useModels()
  const title = chat?.title ?? path[0]?.message.content.slice(0, 80) ?? 'New chat'
  const markdown = () =>
    chatMarkdown(
      title,
      path.map((step) => step.message),
      (model) => modelName(models, model)
    )

  return (
    <header className="flex h-bar shrink-0 items-center gap-1 pr-2.5 pl-4.5 max-[900px]:pr-13 max-[900px]:pl-13">
      <Head title={title} />
      <h1 className="min-w-0 flex-1 truncate text-sm font-[600] max-sm:pb-4 max-sm:pl-11 max-sm:text-center">
        {title}
      </h1>
      {chat && <ChatProject chat={chat} />}
      <ChatCost chatId={chatId} />
      <IconButton
        label="Documents of this chat"
        aria-haspopup="dialog"
        onClick={showDocuments}
        className="max-sm:hidden"
      >
        <Library size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Settings of this chat"
        aria-haspopup="dialog"
        onClick={() => openOverlay({ type: 'settings' })}
        className="max-sm:hidden"
      >
        <SlidersHorizontal size={16} aria-hidden="true" />
      </IconButton>
      {path.length > 0 && (
        <Menu label="Copy or download" icon={<Share size={16} aria-hidden="true" />}>
          <MenuItem
            icon={<ClipboardCopy size={16} aria-hidden="true" />}
            onSelect={() => void navigator.clipboard.writeText(markdown())}
          >
            Copy as Markdown
          </MenuItem>
          <MenuItem
            icon={<Download size={16} aria-hidden="true" />}
            onSelect={() => downloadText(fileName(title, 'md'), markdown())}
          >
            Download as Markdown
          </MenuItem>
        </Menu>
      )}
    </header>
  )
}

const showDocuments = () => {
  closeSource()
  openOverlay({ type: 'documents' })
}

/** The project that a chat is in. */
function ChatProject({ chat }: { chat: Row<'chats'> }) {
  const { project_id } = chat
  const project = useLiveQuery(useMemo(() => projectOf(project_id ?? ''), [project_id])).at(0)
  if (!project) return null
  return (
    <PageLink
      href={projectPath(project.id)}
      title={`In the project ${project.name}`}
      className="flex h-7 max-w-44 min-w-0 shrink items-center gap-1.5 rounded-sm bg-secondary px-2 text-xs font-[500] text-secondary-foreground hover:bg-accent max-sm:hidden"
    >
      <Folder size={13} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{project.name}</span>
    </PageLink>
  )
}

/** What all answers of a chat cost together, on every branch. Nothing while nothing was paid. */
function ChatCost({ chatId }: { chatId: string }) {
  const cost = useLiveQuery(useMemo(() => costOfChat(chatId), [chatId]))
  if (!cost?.cost_nano) return null
  const isEstimate = (cost.estimates ?? 0) > 0
  return (
    <p
      title="What this chat has cost, with all versions and deleted answers"
      className="shrink-0 px-1.5 text-xs text-muted-foreground tabular-nums max-sm:hidden"
    >
      <span className="sr-only">This chat has cost </span>
      {dollars(cost.cost_nano)}
      {isEstimate && ' estimate'}
    </p>
  )
}
