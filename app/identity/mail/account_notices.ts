import { appUrl } from '#config/app'
import { AccountMailer } from '#identity/account_mailer'
import { addressChangedMail, passwordChangedMail } from '#identity/mail/mail_texts'
import { inject } from '@adonisjs/core'

/**
 * Tells the owner of a mailbox what was done to the account, in case it was not them. Nobody waits for these mails: what changed has
 * changed, whether or not they arrive. Why one was not sent is in the log.
 */
@inject()
export class AccountNotices {
  constructor(private readonly mailer: AccountMailer) {}

  /** `email` is the one that signs in: a pending one may belong to somebody else. */
  passwordChanged(email: string | null): void {
    if (email !== null && this.mailer.isOn) {
      void this.mailer.send(passwordChangedMail({ to: email, appUrl }))
    }
  }

  /** `before` is the address that no longer signs in. */
  addressChanged(before: string | null): void {
    if (before !== null && this.mailer.isOn) {
      void this.mailer.send(addressChangedMail({ to: before, appUrl }))
    }
  }
}
