/** Why a document cannot be read. */
export type DocumentErrorCode =
  | 'ENCRYPTED'
  | 'EMPTY'
  | 'SCANNED'
  | 'UNREADABLE'
  | 'TOO_LARGE'
  | 'TOO_MANY_PAGES'
  | 'WRONG_TYPE'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
