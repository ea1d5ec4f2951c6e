/** A device as its owner sees it. Times are milliseconds since 1970. */
export type DeviceProps = {
  id: string
  name: string
  signedInAt: number | null
  lastSeenAt: number
  isThis: boolean
}

export type AccountProps = {
  isGuest: boolean
  username: string | null
  email: string | null
  /** Waits for its mailbox to confirm it. */
  pendingEmail: string | null
  isOperator: boolean
}
