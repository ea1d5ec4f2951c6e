import { fetchBootstrap, startAsGuest } from '~/lib/account_requests'
import { storeBootstrap } from '~/lib/bootstrap_cache'
import { forgetLocalUser, localUserId } from '~/lib/local_user'
import { removeFromDevice } from './leave'
import type { Resident } from './resident'

/**
 * Makes a guest and goes to the chats. The account is stored before the chat page opens, so that it opens this person's
 * database and not that of whoever was here before. Returns why it did not work.
 */
export async function enterAsGuest(): Promise<string | null> {
  const answer = await startAsGuest()
  if (answer.type === 'unreachable') return 'The server cannot be reached. Try again in a moment.'
  if (answer.type === 'refused') {
    if (answer.message) return answer.message
    return answer.status === 429
      ? 'Too many new guests from here. Try again in a while.'
      : 'The server refused. Reload this page and try again.'
  }
  const fresh = await fetchBootstrap()
  const before = localUserId()
  if (fresh.type === 'bootstrap') await storeBootstrap(fresh.bootstrap)
  else if (before !== null) forgetLocalUser(before)
  window.location.assign('/chat')
  return null
}

/**
 * After signing in or up: goes to the chats, unless the page still has something to say. Whoever was here before and is somebody
 * else leaves no trace; that was asked before the request. `isLeaving` says so when the server cannot be asked who it is now.
 */
export async function moveIn(
  resident: Resident | null,
  isLeaving: boolean,
  goesOn = true
): Promise<void> {
  const fresh = await fetchBootstrap()
  const before = resident?.bootstrap
  const isOther =
    fresh.type === 'bootstrap' ? fresh.bootstrap.user.id !== before?.user.id : isLeaving
  if (before && isOther) await removeFromDevice(before)
  if (fresh.type === 'bootstrap') await storeBootstrap(fresh.bootstrap)
  if (goesOn) window.location.assign('/chat')
}
