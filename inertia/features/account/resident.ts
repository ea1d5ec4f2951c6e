import type { ClientEvent } from '#shared/events/catalog'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { readLocalBootstrap } from '~/lib/bootstrap_cache'
import { draftsOf } from '~/lib/local_user'
import { Outbox } from '~/livestore/outbox/outbox'
import type { UnsentFiles } from './held_words'
import { readUnsentFiles } from './unsent_files'

/** The person whose chats are in this browser, signed in or not, and what of it the server does not have. */
export interface Resident {
  bootstrap: Bootstrap
  unsynced: readonly ClientEvent[]
  drafts: readonly string[]
  /** What waits to be sent. */
  files: UnsentFiles
}

export async function readResident(): Promise<Resident | null> {
  const bootstrap = await readLocalBootstrap()
  return bootstrap && { bootstrap, ...(await readUnsynced(bootstrap.user.id)) }
}

/** Reads beside the database, which need not be open. */
export async function readUnsynced(userId: string): Promise<Omit<Resident, 'bootstrap'>> {
  const outbox = await Outbox.open(userId)
  try {
    const waiting = (await outbox.waiting()).map(({ event }) => event)
    const unsynced = [...waiting, ...(await outbox.aside())]
    return { unsynced, drafts: draftsOf(userId), files: await readUnsentFiles(userId) }
  } finally {
    outbox.close()
  }
}

/** How a person is called on screen. */
export function nameOf({ username, email, isGuest }: Bootstrap['user']): string {
  return username ?? email ?? (isGuest ? 'Guest' : 'You')
}
