import { Download, Ellipsis, LogOut } from 'lucide-react'
import { useState } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Menu, MenuItem } from '~/components/menu'
import { downloadText } from '~/lib/download_text'
import { useLocalDatabase } from '~/livestore/hooks'
import type { HeldHere } from '../held_words'
import { nameOf } from '../resident'
import { countUnsentFiles } from '../unsent_files'
import { unsyncedText } from '../unsynced_text'
import { SignOutDialog } from './sign_out_dialog'

export function AccountMenu({ bootstrap }: { bootstrap: Bootstrap }) {
  const database = useLocalDatabase()
  const [held, setHeld] = useState<HeldHere | null>(null)
  const { user } = bootstrap
  const name = nameOf(user)

  const download = async () => {
    downloadText('loft-unsynced.md', unsyncedText(await database.unsynced()))
  }
  const askToLeave = async () => {
    const events = await database.unsynced()
    setHeld({ changes: events.length, ...(await countUnsentFiles(user.id)) })
  }
  return (
    <div className="flex h-10 items-center gap-2.5 rounded-md pl-2">
      <span
        aria-hidden="true"
        className="grid size-6.5 shrink-0 place-items-center rounded-[8px] bg-primary text-[11px] font-[650] text-primary-foreground"
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span className="min-w-0 flex-1 truncate font-[550] text-foreground">{name}</span>
      {user.isGuest && (
        <a
          href="/settings/account"
          className="shrink-0 rounded-sm bg-daylight-soft px-1.5 py-0.5 text-xs font-[550] text-daylight-soft-foreground hover:bg-daylight hover:text-daylight-foreground"
        >
          Keep chats
        </a>
      )}
      <Menu label="Account" icon={<Ellipsis size={16} aria-hidden="true" />}>
        <MenuItem icon={<Download size={16} aria-hidden="true" />} onSelect={() => void download()}>
          Download unsynced text
        </MenuItem>
        <MenuItem icon={<LogOut size={16} aria-hidden="true" />} onSelect={() => void askToLeave()}>
          Sign out
        </MenuItem>
      </Menu>
      {held !== null && (
        <SignOutDialog
          bootstrap={bootstrap}
          held={held}
          onDownload={() => void download()}
          onClose={() => setHeld(null)}
        />
      )}
    </div>
  )
}
