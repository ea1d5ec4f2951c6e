import type { Secret } from '@adonisjs/core/helpers'
import env from '#start/env'

export interface MailConfig {
  /** `smtp://` or `smtps://` with credentials; undefined when this Loft sends no mail. */
  url: Secret<string> | undefined
  /** The sender, as `name <address>` or an address alone. */
  from: string
  /** Until the mail server has taken a message, in milliseconds: somebody waits for it. */
  timeout: number
}

/** Mail for accounts: confirmations, password resets, invitations. */
const mail: MailConfig = {
  url: env.get('SMTP_URL'),
  from: env.get('MAIL_FROM') ?? '',
  timeout: 10_000,
}

export default mail
