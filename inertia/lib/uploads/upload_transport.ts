import type { BoxedFile } from '~/lib/file_box'
import type { UploadState } from '~/lib/upload_state'

/** What the sender of a file is told on the way. */
export interface TransferEvents {
  /** The server has heard of it, so that it may hold a part. */
  onBegun(): void
  /** From 0 to 1. */
  onProgress(share: number): void
}

/** A file on its way. */
export interface Transfer {
  /** How it ended; never rejects. */
  outcome: Promise<UploadState>
  /** Ends it, to be gone on with later; `isFinal` takes what has arrived off the server too. */
  giveUp(isFinal: boolean): void
}

/** A way to get a file to where it is stored, from where an earlier try came to. */
export type UploadTransport = (file: BoxedFile, events: TransferEvents) => Transfer

export const WAITING: UploadState = { type: 'waiting' }

/** Pauses before a request that failed is made again, in milliseconds. */
export const RETRIES = [500, 1_500, 4_000, 10_000]

/** A request without a sign of life for so long is given up: a lost network does not always say so. */
export const STALL = 20_000

/** A server without room stays so until somebody makes some: it said so in a sentence, and asking on is no help. */
const NO_ROOM = 507

/** A failure of the server that may be gone in a moment. */
export const isPassing = (status: number) => status >= 500 && status !== NO_ROOM

/** 409: the last acknowledgement was lost, all of it is there. 401 and 429 pass; other refusals do not. */
export function stateAfter(status: number, body: string): UploadState {
  if (status === 409) return { type: 'uploaded' }
  if (status < 400 || isPassing(status) || [401, 408, 419, 423, 429].includes(status))
    return WAITING
  let message = 'The server did not take this file.'
  try {
    const { error } = JSON.parse(body) as { error?: { message?: string } }
    message = error?.message ?? message
  } catch {
    // A proxy's page instead of an answer of ours.
  }
  return { type: 'refused', message }
}
