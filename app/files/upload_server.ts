import type { IncomingMessage, ServerResponse } from 'node:http'

/** Whose upload it is. */
export interface Uploader {
  userId: string
  isGuest: boolean
}

/** Container token of what speaks the upload protocol. */
export abstract class UploadServer {
  /** Answers one request; never throws for what a client did. */
  abstract handle(
    uploader: Uploader,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<unknown>

  /** Removes what was begun and not finished in time. Returns how many went. */
  abstract sweep(): Promise<number>
}
