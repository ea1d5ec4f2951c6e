import type { ServerFrame } from '#shared/protocol/server_frames'
import type { StuckReason } from '~/livestore/api'

/**
 * What the worker that owns the socket and the tabs of the same person say to each other. One `BroadcastChannel` per person;
 * nothing on it is durable: whoever joins late asks again.
 */
export type WorkerMessage =
  | ({ type: 'status' } & WorkerStatus)
  /** These events are in the server's log now. */
  | { type: 'stored'; eventIds: string[] }
  | AnswerFrame
  | Extract<ServerFrame, { type: 'document-progress' }>

/** What the server says of a running answer. */
export type AnswerFrame = Extract<ServerFrame, { type: 'delta' | 'passages' | 'ended' }>

export interface WorkerStatus {
  /** Changes when another worker took over: tabs then follow their answers again. */
  workerId: string
  connection: 'connecting' | 'open' | 'closed'
  problem: StuckReason | null
  /** Counts what LiveStore took and offered: it is at work as long as this grows. */
  activity: number
  /** History is still coming: what the tables show is true but not all of it. */
  isCatchingUp: boolean
  /** The last sequence number that the server's log is known to have. */
  head: number
}

export type TabMessage =
  /** Asks for a `status`, and to connect now instead of after the back-off. */
  | { type: 'hello' }
  /** Asks for a `status` and nothing else: is there a worker at all? */
  | { type: 'check' }
  | { type: 'network'; isOnline: boolean }
  | { type: 'follow'; answerId: string; offset: number }
  | { type: 'unfollow'; answerId: string }
  | { type: 'stop'; answerId: string }

/** Said between tabs. */
export type PeerMessage =
  /** The database is about to be reset or wiped: leave it. `to` is where to go, absent for a reload. */
  { type: 'leave'; to?: string } | { type: 'outbox' }

export type WireMessage = WorkerMessage | TabMessage | PeerMessage

/** Named by user, so that two people in one browser never hear each other. */
export function openWire(userId: string): BroadcastChannel {
  return new BroadcastChannel(`loft:wire:${userId}`)
}
