/** What the account page shows, as its server sends it. Times are milliseconds since 1970. */
export interface AccountFacts {
  isGuest: boolean
  username: string | null
  email: string | null
  /** Waits for its mailbox to confirm it. */
  pendingEmail: string | null
  isOperator: boolean
}

export interface DeviceFacts {
  id: string
  name: string
  signedInAt: number | null
  lastSeenAt: number
  isThis: boolean
}
