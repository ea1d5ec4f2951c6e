import { openDB } from 'idb'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { removeFileBox } from '~/lib/file_box'
import { forgetLocalUser, localUserId, rememberLocalUser } from '~/lib/local_user'

const STORE = 'bootstraps'

const open = () =>
  openDB('loft', 1, {
    upgrade(database) {
      database.createObjectStore(STORE)
    },
  })

/** What was stored for this person last; null when nothing was, or the browser keeps no storage. */
export async function readBootstrap(userId: string): Promise<Bootstrap | null> {
  try {
    const database = await open()
    const value: Bootstrap | undefined = await database.get(STORE, userId)
    database.close()
    return value ?? null
  } catch {
    return null
  }
}

/** Keeps the answer and remembers its user as the one to open next time. A browser without storage keeps nothing. */
export async function storeBootstrap(bootstrap: Bootstrap): Promise<void> {
  rememberLocalUser(bootstrap.user.id)
  try {
    const database = await open()
    await database.put(STORE, bootstrap, bootstrap.user.id)
    database.close()
  } catch (error) {
    console.warn('The account could not be kept for offline use.', error)
  }
}

/** Removes what is known of a person, their drafts and files included. */
export async function forgetPerson(userId: string): Promise<void> {
  forgetLocalUser(userId)
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`loft:${userId}:`)) localStorage.removeItem(key)
  }
  await removeFileBox(userId)
  const database = await open()
  await database.delete(STORE, userId)
  database.close()
}

/** The person who used this browser last, as stored. */
export async function readLocalBootstrap(): Promise<Bootstrap | null> {
  const userId = localUserId()
  return userId === null ? null : readBootstrap(userId)
}
