import type { CitedPassage, DocumentStep } from '../documents.js'
import type { AnswerDelta } from './answer_stream.js'
import type { LogEvent } from './log_event.js'

/** Everything the server may say on `/sync`. The first frame of a socket is `welcome`. */
export type ServerFrame =
  | {
      type: 'welcome'
      userId: string
      /** The store this socket is for; always the session user's own. */
      storeId: string
      /** Changes when the log was replaced: what a device holds is then no prefix of it. */
      backendId: string
      head: number
      /** A client whose own version is higher waits and says so. */
      schemaVersion: number
    }
  /** `remaining` is 0 on the page that reaches the head; live pages always carry 0. */
  | { type: 'page'; id: number; backendId: string; events: LogEvent[]; remaining: number }
  | { type: 'pushed'; id: number; head: number }
  | ({ type: 'refused'; id: number } & Refusal)
  /** From `offset` (UTF-16 units and non-text parts counted from the start of the answer) come these deltas. */
  | { type: 'delta'; answerId: string; offset: number; deltas: AnswerDelta[] }
  /** What a running answer may cite, so that its numbers can be opened before it is whole. Comes before the text that cites it. */
  | { type: 'passages'; answerId: string; passages: readonly CitedPassage[] }
  /** A moment in the work on a document: `done` of `of` in this step, where the step can count; 0 of 0 where not. */
  | { type: 'document-progress'; documentId: string; step: DocumentStep; done: number; of: number }
  /** Nothing more will come: the answer's outcome is an event in the log. */
  | { type: 'ended'; answerId: string }
  | { type: 'pong' }

export type Refusal =
  /** Events arrived before this push; they follow as a `page`. */
  | { code: 'SERVER_AHEAD'; expected: number; provided: number }
  | { code: 'BACKEND_CHANGED'; expected: string; received: string }
  /** The batch can never be accepted. It was set aside for the operator; `events` are the indexes and reasons. */
  | { code: 'QUARANTINED'; quarantineId: string; events: { index: number; reason: string }[] }
  /** Nothing was stored; the same push may succeed later. */
  | { code: 'STORAGE'; retryAfterMs: number }

/** Close codes beyond the standard ones, with what a client does about them. */
export const closeCodes = {
  /** Server is going away: reconnect soon. */
  goingAway: 1001,
  /** A frame that is not of the protocol; reconnecting may help once, a loop may not. */
  badFrame: 1008,
  tooLarge: 1009,
  /** The session ended or the account was suspended: ask over HTTP what is the matter. */
  sessionEnded: 4401,
  tooManySockets: 4429,
} as const
