import { AccountMailer, type MailOutcome } from '#identity/account_mailer'

/** A Loft without a mail server. */
export class NoMailer extends AccountMailer {
  readonly isOn = false

  async send(): Promise<MailOutcome> {
    return { type: 'failed' }
  }

  async close(): Promise<void> {}
}
