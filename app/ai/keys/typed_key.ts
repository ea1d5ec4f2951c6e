import { Secret } from '@adonisjs/core/helpers'

/** A key as a person pasted it; null when no key looks like that. It could not even be a header then. */
export function readTypedKey(typed: string): Secret<string> | null {
  const key = typed.trim()
  return /^[\x21-\x7e]{8,500}$/.test(key) ? new Secret(key) : null
}

/** What of a key may be shown for ever. */
export function hintOf(key: Secret<string> | null): string {
  return key?.release().slice(-4) ?? ''
}

/** A server's address as a person pasted it: without what Loft adds itself, and with `/v1` where only a host was given. */
export function readTypedAddress(typed: string): string {
  const address = typed
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/(chat\/completions|models)$/, '')
    .replace(/\/+$/, '')
  const url = URL.parse(address)
  if (!url) return address
  return url.pathname === '/' && !url.search && !url.hash ? `${address}/v1` : address
}
