import { fetchBootstrap, startAsGuest } from '~/lib/account_requests'
import { storeBootstrap } from '~/lib/bootstrap_cache'
import { forgetLocalUser, localUserId } from '~/lib/local_user'

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
