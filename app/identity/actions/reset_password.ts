import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { SessionEnded } from '#identity/events/session_ended'
import { AccountNotices } from '#identity/mail/account_notices'
import { hashPassword } from '#identity/passwords/passwords'
import { isCommonPassword } from '#identity/passwords/password_rules'
import { SessionTable } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'

export interface ResetPasswordInput {
  token: string
  password: string
  /** The session that asks; it stays when it is one of the person's own. */
  sessionId: string
}

export type ResetPasswordResult =
  { type: 'reset'; userId: string } | { type: 'gone' } | { type: 'common_password' }

/** A new password by a link. Whoever knew the old one is signed out everywhere. */
@inject()
export class ResetPassword {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly sessions: SessionTable,
    private readonly notices: AccountNotices
  ) {}

  async handle({ token, password, sessionId }: ResetPasswordInput): Promise<ResetPasswordResult> {
    const { database } = this.table
    const found = await database.run((sqlite) => this.tokens.find(sqlite, 'reset', token))
    if (!found?.userId) return { type: 'gone' }
    if (isCommonPassword(password, found.email)) return { type: 'common_password' }
    const passwordHash = await hashPassword(password)

    const outcome = await database.transaction((sqlite) => {
      const used = this.tokens.use(sqlite, 'reset', token)
      const account = used?.userId ? this.table.byId(sqlite, used.userId) : null
      // The address may have changed since: the link was for the one before.
      if (!used || !account || (used.email !== null && account.email !== used.email)) return null
      this.table.setPassword(sqlite, account.id, passwordHash)
      if (account.email) this.table.setEmail(sqlite, account.id, account.email, Date.now())
      this.tokens.forget(sqlite, account.id, 'reset')
      const ended = this.sessions.revoke(
        sqlite,
        account.id,
        (other) => other.sessionId !== sessionId
      )
      return { userId: account.id, email: account.email, ended }
    })
    if (!outcome) return { type: 'gone' }
    for (const ended of outcome.ended) await SessionEnded.dispatch(outcome.userId, ended)
    this.notices.passwordChanged(outcome.email)
    return { type: 'reset', userId: outcome.userId }
  }
}
