import type { AnswerDelta } from '#shared/protocol/answer_stream'
import type { CitedPassage, DocumentStep } from '#shared/documents'
import type { ClientEvent } from '#shared/events/catalog'

/** What the sync indicator says. Words and icon are the screen's business; the numbers are true. */
export type SyncState =
  /** The database is being opened; what is shown is what was there last. */
  | { type: 'opening' }
  /** Everything written here is on the server, and everything there is here. */
  | { type: 'synced' }
  /** Connected; `waiting` events are on their way there, and `coming` events of history on their way here. */
  | { type: 'syncing'; waiting: number; coming: number }
  /** No connection; `waiting` events are kept on this device. */
  | { type: 'offline'; waiting: number }
  /** Something a person should know about; nothing is lost. */
  | { type: 'stuck'; waiting: number; reason: StuckReason }

export type StuckReason =
  /** The server runs an older version than this page: waits until it is updated. */
  | 'SERVER_OLDER'
  /** The session ended: sign in again to sync. */
  | 'SIGNED_OUT'
  /** The server cannot store anything right now (disk full, database locked). */
  | 'SERVER_STORAGE'
  /** This browser's storage is full. */
  | 'BROWSER_STORAGE'
  /** The server could not accept some events; they were set aside for export. */
  | 'QUARANTINED'
  /** No progress for a while although connected; a recovery is under way. */
  | 'NO_PROGRESS'

/** A running answer as this tab has it. */
export interface LiveAnswer {
  parts: readonly AnswerDelta[]
  text: string
  /** Whether anything arrived yet. */
  hasStarted: boolean
  /** What its text may cite, from before the first number on. */
  passages?: readonly CitedPassage[]
}

/** A moment in the work on a document: `done` of `of` where the step can count, else 0 of 0. */
export interface DocumentProgress {
  step: DocumentStep
  done: number
  of: number
}

/** The database of one person in this tab. It is there before it is open: what is written then is kept and waits. */
export interface LocalDatabase {
  readonly userId: string
  /** `in-memory` when the browser gives no lasting storage: nothing survives the tab, and the screen must say so. */
  readonly storageMode: 'persisted' | 'in-memory'
  /**
   * Writes events: shown at once, kept in the outbox until the server's log has them. Events of one call are committed
   * together, once the database is open. Rejects only when they could not be kept; then nothing was shown either.
   */
  commit(...events: ClientEvent[]): Promise<void>
  /** Stops an answer at once when connected; commit `v1.AnswerStopRequested` besides, which is the durable stop. */
  stopAnswer(answerId: string): void
  /** Events that the server does not have yet. */
  unsynced(): Promise<ClientEvent[]>
}
