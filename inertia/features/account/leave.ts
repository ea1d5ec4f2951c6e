import type { Bootstrap } from '#shared/protocol/bootstrap'
import { endSession, fetchBootstrap, startAsGuest } from '~/lib/account_requests'
import { forgetPerson, storeBootstrap } from '~/lib/bootstrap_cache'
import { announceSignOut, setLeaving } from '~/lib/session_channel'
import { wipeLocalData } from '~/livestore/wipe_local_data'

export type LeaveResult = { type: 'left' } | { type: 'failed'; sentence: string }

/** Ends the session first: a device that cannot reach the server must not lose its copy and stay signed in. */
export async function signOut(bootstrap: Bootstrap): Promise<LeaveResult> {
  setLeaving(bootstrap.user.id)
  const answer = await endSession()
  if (answer.type !== 'done') setLeaving(null)
  if (answer.type === 'unreachable') {
    return {
      type: 'failed',
      sentence: 'The server cannot be reached. Nothing was removed; sign out when you are online.',
    }
  }
  if (answer.type === 'refused') {
    return {
      type: 'failed',
      sentence: answer.message ?? 'The server refused. Nothing was removed.',
    }
  }
  await removeFromDevice(bootstrap)
  window.location.replace('/')
  return { type: 'left' }
}

/** A device that was signed out from another one. There is no session to end. */
export async function wipeRevoked(bootstrap: Bootstrap): Promise<void> {
  await removeFromDevice(bootstrap)
  window.location.replace('/sign-in?because=revoked')
}

/** For a browser whose session is over: its data goes, a new guest comes. */
export async function continueAsGuest(bootstrap: Bootstrap): Promise<LeaveResult> {
  const answer = await startAsGuest()
  if (answer.type !== 'done') {
    const sentence = answer.type === 'refused' ? answer.message : null
    return {
      type: 'failed',
      sentence: sentence ?? 'The server cannot be reached. Nothing was removed.',
    }
  }
  await removeFromDevice(bootstrap)
  const fresh = await fetchBootstrap()
  if (fresh.type === 'bootstrap') await storeBootstrap(fresh.bootstrap)
  window.location.replace('/chat')
  return { type: 'left' }
}

/** For somebody who is not signed in here any more, or has just been replaced by somebody else. */
export async function removeFromDevice(bootstrap: Bootstrap): Promise<void> {
  await forgetPerson(bootstrap.user.id)
  announceSignOut(bootstrap.user.id)
  await wipeLocalData(bootstrap.user.id, bootstrap.storeId)
  // Drafts are stored when a page is left: the other tabs have left by now.
  await forgetPerson(bootstrap.user.id)
}
