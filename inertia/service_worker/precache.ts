/** What the build hands to the service worker. */
export interface Precache {
  /** Hash of everything below, of the page's template and of the worker's own code. */
  version: string
  /** Addresses whose name carries a hash of their content: never fetched twice. */
  assets: string[]
  /** Addresses that keep their name. */
  files: string[]
}

/** The chat page as it is for everybody: no user, no session. */
export const SHELL = '/shell'
