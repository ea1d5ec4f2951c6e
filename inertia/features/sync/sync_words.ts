import type { PaneFill } from '~/components/mark'
import type { StuckReason, SyncState } from '~/livestore/api'

interface SyncWords {
  fill: PaneFill
  /** The state in a few words. */
  title: string
  /** The same where there is room for a word or two. */
  short: string
  /** What stands at the right edge, muted. */
  aside: string
}

const changes = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'change' : 'changes'}`

export function syncWords(state: SyncState): SyncWords {
  switch (state.type) {
    case 'opening':
      return { fill: 'half', title: 'On this device', short: 'Opening', aside: '' }
    case 'synced':
      return { fill: 'full', title: 'On this device, synced', short: 'Synced', aside: '' }
    case 'syncing':
      return {
        fill: 'half',
        title: syncingTitle(state.waiting, state.coming),
        short: state.waiting > 0 ? `Syncing ${state.waiting}` : 'Syncing',
        aside: state.coming > 0 && state.waiting > 0 ? `${state.waiting} waiting` : '',
      }
    case 'offline':
      return {
        fill: 'outline',
        title: 'Offline',
        short: state.waiting > 0 ? `Offline, ${state.waiting} waiting` : 'Offline',
        aside: state.waiting > 0 ? `${state.waiting} waiting` : 'saved here',
      }
    case 'stuck':
      return {
        fill: 'amber',
        title: 'Sync is stuck',
        short: 'Sync is stuck',
        aside: state.waiting > 0 ? `${state.waiting} waiting` : '',
      }
    default: {
      const exhaustive: never = state
      return exhaustive
    }
  }
}

function syncingTitle(waiting: number, coming: number): string {
  if (coming > 0) return `Fetching ${changes(coming)}`
  return waiting > 0 ? `Syncing ${changes(waiting)}` : 'Syncing'
}

interface StuckWords {
  title: string
  advice: string
}

/** Why sync is stuck and what to do; what is kept stands in both. */
export function stuckWords(reason: StuckReason, waiting: number): StuckWords {
  const kept = waiting > 0 ? `${changes(waiting)} kept on this device. ` : 'Nothing is lost. '
  switch (reason) {
    case 'SERVER_OLDER':
      return {
        title: 'This page is newer than the server',
        advice: `${kept}Sync goes on by itself once the server is updated.`,
      }
    case 'SIGNED_OUT':
      return { title: 'Your session ended', advice: `${kept}Sign in again to sync.` }
    case 'SERVER_STORAGE':
      return {
        title: 'The server cannot store anything right now',
        advice: `${kept}Loft tries again by itself. If it stays, tell who runs this server.`,
      }
    case 'BROWSER_STORAGE':
      return {
        title: 'This browser’s storage is full',
        advice: 'New messages cannot be kept. Free some space on this device, then reload.',
      }
    case 'QUARANTINED':
      return {
        title: 'The server could not accept some changes',
        advice: `${kept}They were set aside; download them from the account menu.`,
      }
    case 'NO_PROGRESS':
      return {
        title: 'Sync makes no progress',
        advice: `${kept}Loft saves them, starts sync afresh and sends them again.`,
      }
    default: {
      const exhaustive: never = reason
      return exhaustive
    }
  }
}
