import { Env, errors } from '@adonisjs/core/env'
import { Secret } from '@adonisjs/core/helpers'

type Rule<T> = (name: string, value?: string) => T

const fail = (sentence: string): never => {
  throw new Error(sentence)
}

/** Any text, with a default. */
export const text =
  (fallback: string): Rule<string> =>
  (_, value) =>
    value || fallback

/** Any text, or nothing. */
export const optionalText = (): Rule<string | undefined> => (_, value) => value || undefined

/** A TCP port. 0 lets the system choose one. */
export const port =
  (fallback: number): Rule<number> =>
  (name, value) => {
    if (!value) return fallback
    const number = Number(value)
    const isPort = Number.isInteger(number) && number >= 0 && number <= 65_535
    return isPort ? number : fail(`${name} must be a port number between 0 and 65535.`)
  }

/** A whole number of at least 1, with a default. */
export const count =
  (fallback: number): Rule<number> =>
  (name, value) => {
    if (!value) return fallback
    return /^[1-9]\d{0,8}$/.test(value)
      ? Number(value)
      : fail(`${name} must be a whole number above 0.`)
  }

/** An amount in US dollars, or nothing; as integer nano-dollars. Read as text, so that no fraction is lost. */
export const usDollars = (): Rule<number | undefined> => (name, value) => {
  if (!value) return undefined
  const match = /^(\d{1,6})(?:\.(\d{1,9}))?$/.exec(value)
  return match
    ? Number(match[1]) * 1e9 + Number((match[2] ?? '').padEnd(9, '0'))
    : fail(`${name} must be an amount in US dollars such as 5 or 2.50.`)
}

/** An http(s) address without trailing slash, or nothing. */
export const httpUrl = (): Rule<string | undefined> => (name, value) => {
  if (!value) return undefined
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    return fail(`${name} must be a full http:// or https:// address without credentials.`)
  }
  return value.replace(/\/+$/, '')
}

/** Address of a mail server, `smtp://user:password@host:port` or `smtps://…`, or nothing; it never prints. */
export const smtpUrl = (): Rule<Secret<string> | undefined> => (name, value) => {
  if (!value) return undefined
  const url = URL.parse(value)
  return url && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname
    ? new Secret(value)
    : fail(`${name} must be an smtp:// or smtps:// address, like smtp://user:password@host:587.`)
}

/** The sender of mails, `address` or `name <address>`, or nothing. */
export const mailSender = (): Rule<string | undefined> => (name, value) => {
  if (!value) return undefined
  return /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value)
    ? value
    : fail(`${name} must be an e-mail address, like Loft <loft@example.org>.`)
}

/** One of a few words, with a default. */
export const oneOf =
  <const Words extends readonly string[]>(
    words: Words,
    fallback: Words[number]
  ): Rule<Words[number]> =>
  (name, value) => {
    if (!value) return fallback
    return words.includes(value) ? value : fail(`${name} must be one of ${words.join(', ')}.`)
  }

/** A switch written as on or off. */
export const onOff =
  (fallback: boolean): Rule<boolean> =>
  (name, value) =>
    oneOf(['on', 'off'] as const, fallback ? 'on' : 'off')(name, value) === 'on'

/** A required secret of at least that many characters; it never prints. */
export const secretOf =
  (length: number): Rule<Secret<string>> =>
  (name, value) =>
    value && value.length >= length
      ? new Secret(value)
      : fail(`${name} must be set to at least ${length} characters.`)

/** The same, or nothing. */
export const optionalSecretOf =
  (length: number): Rule<Secret<string> | undefined> =>
  (name, value) =>
    value ? secretOf(length)(name, value) : undefined

/** A required 256-bit key in base64; it never prints. */
export const key32 = (): Rule<Secret<string>> => (name, value) =>
  value && Buffer.from(value, 'base64').length === 32
    ? new Secret(value)
    : fail(`${name} must be set to 32 random bytes in base64.`)

/** The same, or nothing. */
export const optionalKey32 = (): Rule<Secret<string> | undefined> => (name, value) =>
  value ? key32()(name, value) : undefined

/** Addresses without a path, with commas between them; `off` for none; undefined when nothing is said. */
export const originsOrOff = (): Rule<string[] | undefined> => (name, value) => {
  if (!value) return undefined
  if (value.trim() === 'off') return []
  return value.split(',').map((address) => {
    const url = URL.parse(address.trim())
    const isOrigin =
      url && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`
    return isOrigin
      ? url.origin
      : fail(`${name} must be "off", or http:// addresses without a path, with commas.`)
  })
}

/** An absolute folder; the default is tmp/ beside the settings. */
export const dataDirectory =
  (absolute: (path: string) => string): Rule<string> =>
  (_, value) =>
    absolute(value || 'tmp')

/** Settings that mean nothing alone: half a group stops the boot instead of being ignored. */
export function requireWith<Values extends Record<string, unknown>>(
  env: Env<Values>,
  name: keyof Values & string,
  others: (keyof Values & string)[]
): void {
  if (env.get(name) === undefined) return
  const missing = others.find((other) => env.get(other) === undefined)
  if (!missing) return
  const error = new errors.E_INVALID_ENV_VARIABLES()
  error.help = `${missing} must be set too, because ${name} is set.`
  throw error
}
