import { BookOpen, Download, Ellipsis, Folder, MessageSquare, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { IconButton } from '~/components/button'
import { DocumentIcon } from '~/components/document_icon'
import { Menu, MenuItem } from '~/components/menu'
import { fileSize } from '~/lib/file_size'
import { useLocalDatabase } from '~/livestore/hooks'
import { askAbout } from '../ask_about'
import { addedWords, extentWords } from '../library_list'
import type { LibraryDocument } from '../queries'
import { DocumentStatus } from './document_status'

interface LibraryRowProps {
  document: LibraryDocument
  project: string | null
  isChosen: boolean
  isCompact: boolean
  onChoose: (isChosen: boolean) => void
  onMove: () => void
  onDelete: () => void
  onRead: () => void
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export const LibraryRow = memo(function LibraryRow(props: LibraryRowProps) {
  const { document, project, isChosen, isCompact, onChoose, onMove, onDelete, onRead } = props
  const { userId } = useLocalDatabase()
  const { id, name, size, status, created_at } = document
  return (
    <tr
      data-document={id}
      className="group [&>td]:h-[58px] [&>td]:px-3 [&>td]:py-1.5 hover:[&>td]:bg-muted hover:[&>td:first-child]:rounded-l-lg hover:[&>td:last-child]:rounded-r-lg"
    >
      <td className="max-sm:px-1!">
        <input
          type="checkbox"
          aria-label={`Choose ${name}`}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
          className="size-[15px] align-middle"
        />
      </td>
      <td className="w-full max-w-0">
        <span className="flex items-center gap-2.75">
          <DocumentIcon isLarge of={{ mediaType: document.media_type }} />
          <span className="min-w-0 flex-1">
            {status === 'ready' ? (
              <button
                type="button"
                title={`Read ${name}`}
                onClick={onRead}
                className="block max-w-full truncate rounded-sm text-left font-[550] hover:underline"
              >
                {name}
              </button>
            ) : (
              <b className="block truncate font-[550]" title={name}>
                {name}
              </b>
            )}
            <span className="block truncate text-xs leading-4 text-muted-foreground tabular-nums">
              {extentWords(document)}
              <span className="sm:hidden">, {fileSize(size)}</span>
            </span>
            <span className="mt-1 block sm:hidden">
              <DocumentStatus document={document} />
            </span>
          </span>
        </span>
      </td>
      {!isCompact && (
        <td className="max-w-36 truncate text-muted-foreground max-[900px]:hidden">{project}</td>
      )}
      <td className="min-w-44 whitespace-nowrap max-sm:hidden">
        <DocumentStatus document={document} />
      </td>
      {!isCompact && (
        <>
          <td className="text-right whitespace-nowrap text-muted-foreground tabular-nums max-sm:hidden">
            {fileSize(size)}
          </td>
          <td className="text-right whitespace-nowrap text-muted-foreground tabular-nums max-sm:hidden">
            {addedWords(created_at)}
          </td>
        </>
      )}
      <td className="px-0!">
        <span className="flex items-center justify-end">
          <IconButton
            label={`Ask about ${name}`}
            className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-sm:hidden pointer-coarse:opacity-100"
            onClick={() => askAbout(userId, document)}
          >
            <MessageSquare {...icon} />
          </IconButton>
          <Menu label={`Actions for ${name}`} icon={<Ellipsis {...icon} />}>
            <MenuItem
              icon={<MessageSquare {...icon} />}
              onSelect={() => askAbout(userId, document)}
            >
              Ask about it
            </MenuItem>
            {status === 'ready' && (
              <MenuItem icon={<BookOpen {...icon} />} onSelect={onRead}>
                Read it
              </MenuItem>
            )}
            <MenuItem icon={<Folder {...icon} />} onSelect={onMove}>
              Move to a project
            </MenuItem>
            <MenuItem
              icon={<Download {...icon} />}
              onSelect={() => window.location.assign(`/files/${id}/download`)}
            >
              Download
            </MenuItem>
            <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={onDelete}>
              Delete
            </MenuItem>
          </Menu>
        </span>
      </td>
    </tr>
  )
})
