import accounts from '#config/accounts'
import { appUrl } from '#config/app'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { alreadyAccountMail, confirmationMail } from '#identity/mail/mail_texts'
import { inject } from '@adonisjs/core'

/** What became of the mail: `none` when none was due. */
export type ClaimMail = 'sent' | 'failed' | 'none'

/** Asks the mailbox of a pending address whether it is theirs, or tells it that the address has an account already. */
@inject()
export class AddressClaim {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly mailer: AccountMailer
  ) {}

  async sendMail(userId: string): Promise<ClaimMail> {
    if (!this.mailer.isOn) return 'none'
    const claim = await this.table.database.transaction((sqlite) => {
      const email = this.table.byId(sqlite, userId)?.pendingEmail
      if (!email) return null
      if (this.table.byEmail(sqlite, email)) return { email, token: null }
      const lives = accounts.linkLives.verification
      return {
        email,
        token: this.tokens.issue(sqlite, { kind: 'verification', userId, email, lives }),
      }
    })
    if (!claim) return 'none'
    const envelope = { to: claim.email, appUrl }
    const mail =
      claim.token === null ? alreadyAccountMail(envelope) : confirmationMail(envelope, claim.token)
    return (await this.mailer.send(mail)).type
  }
}
