/** How far a file of this device is on its way to the server. */
export type UploadState =
  /** Kept on this device until there is a connection. */
  | { type: 'waiting' }
  | { type: 'sending'; share: number }
  | { type: 'uploaded' }
  /** The server did not take it. It is asked again only when somebody wants that. */
  | { type: 'refused'; message: string }
