import { createHash, randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

const COOKIE = 'loft_device'
const MOST_ACCOUNTS = 8

/** Encrypted: nobody can make one up, or read whose accounts were used here. It signs nobody in. */
interface Device {
  id: string
  accounts: string[]
}

const hashOf = (email: string) =>
  createHash('sha256').update(email).digest('base64url').slice(0, 22)

function deviceOf({ request }: HttpContext): Device | null {
  const device = request.encryptedCookie(COOKIE) as Partial<Device> | null
  return typeof device?.id === 'string' && Array.isArray(device.accounts)
    ? { id: device.id, accounts: device.accounts }
    : null
}

/** The id of this browser when this account has been signed in to with it before, else null. */
export function knownDevice(context: HttpContext, email: string): string | null {
  const device = deviceOf(context)
  return device?.accounts.includes(hashOf(email)) ? device.id : null
}

/** Only for whoever has just given the right password: what is remembered gives further tries at this account. */
export function rememberDevice(context: HttpContext, email: string): void {
  const { id = randomUUID(), accounts = [] } = deviceOf(context) ?? {}
  const others = accounts.filter((account) => account !== hashOf(email))
  const device: Device = { id, accounts: [hashOf(email), ...others].slice(0, MOST_ACCOUNTS) }
  context.response.encryptedCookie(COOKIE, device)
}
