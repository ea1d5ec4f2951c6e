import { Head } from '@inertiajs/react'
import { ClipboardCopy, Download, Share } from 'lucide-react'
import type { Row } from '#shared/tables/tables'
import { Menu, MenuItem } from '~/components/menu'
import { downloadText, fileName } from '~/lib/download_text'
import { chatMarkdown } from '../chat_markdown'
import type { Step } from '../hooks/use_conversation'
import { modelName, useModels } from '../models_context'

interface ConversationBarProps {
  chat: Row<'chats'> | undefined
  path: readonly Step[]
}

export function ConversationBar({ chat, path }: ConversationBarProps) {
  const { models } = useModels()
  const title = chat?.title ?? path[0]?.message.content.slice(0, 80) ?? 'New chat'
  const markdown = () =>
    chatMarkdown(
      title,
      path.map((step) => step.message),
      (model) => modelName(models, model)
    )

  return (
    <header className="flex h-bar shrink-0 items-center gap-2 pr-2.5 pl-4.5 max-[900px]:px-13">
      <Head title={title} />
      <h1 className="min-w-0 flex-1 truncate text-sm font-[600] max-[900px]:text-center">
        {title}
      </h1>
      {path.length > 0 && (
        <div className="max-[900px]:absolute max-[900px]:right-13">
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
        </div>
      )}
    </header>
  )
}
