import { commonPasswords } from '#identity/passwords/common_passwords'

/** Length is what counts; no rule says which characters. */
export const passwordLength = { least: 10, most: 200 } as const

/** The same characters typed on another keyboard are the same password. */
export const normalisePassword = (password: string): string => password.normalize('NFKC')

/** Whether a password is one of the first that anybody would try for this address. */
export function isCommonPassword(password: string, email?: string | null): boolean {
  const plain = normalisePassword(password).toLowerCase()
  if (commonPasswords.has(plain)) return true
  if (new Set(plain).size <= 2) return true
  return Boolean(email) && (plain === email || plain === email?.split('@')[0])
}
