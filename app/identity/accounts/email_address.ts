/** The longest address that mail can have. */
export const LONGEST_ADDRESS = 254

/** One spelling per mailbox, as far as everybody agrees on it: case never matters in practice. */
export function normaliseEmail(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}
