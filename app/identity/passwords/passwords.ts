import { randomBytes } from 'node:crypto'
import hash from '@adonisjs/core/services/hash'
import { normalisePassword } from '#identity/passwords/password_rules'

let decoy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return hash.make(normalisePassword(password))
}

/** Takes as long when there is no password to compare with, so that the time tells nobody which accounts exist. */
export async function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  decoy ??= hash.make(randomBytes(16).toString('hex'))
  const isRight = await hash.verify(hashed ?? (await decoy), normalisePassword(password))
  return isRight && hashed !== null
}
