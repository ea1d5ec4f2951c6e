import accounts from '#config/accounts'
import { appUrl } from '#config/app'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { noAccountMail, resetMail } from '#identity/mail/mail_texts'
import { inject } from '@adonisjs/core'

export type RequestResetResult =
  | { type: 'mailed' }
  | { type: 'mail_failed' }
  /** This Loft sends no mail: its operator sets passwords. */
  | { type: 'mail_off' }

/** Every address gets a mail, with an account or without: answer, time and failure are the same for both. */
@inject()
export class RequestReset {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly mailer: AccountMailer
  ) {}

  async handle({ email }: { email: string }): Promise<RequestResetResult> {
    if (!this.mailer.isOn) return { type: 'mail_off' }
    const token = await this.table.database.transaction((sqlite) => {
      const account = this.table.byEmail(sqlite, email)
      if (!account) return null
      const lives = accounts.linkLives.reset
      return this.tokens.issue(sqlite, { kind: 'reset', userId: account.id, email, lives })
    })
    const envelope = { to: email, appUrl }
    const mail = token === null ? noAccountMail(envelope) : resetMail(envelope, token)
    const outcome = await this.mailer.send(mail)
    return { type: outcome.type === 'sent' ? 'mailed' : 'mail_failed' }
  }
}
