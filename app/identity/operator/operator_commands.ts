import accounts from '#config/accounts'
import { appUrl } from '#config/app'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable, isTaken, type Account } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { normaliseEmail } from '#identity/accounts/email_address'
import { SessionEnded } from '#identity/events/session_ended'
import { invitationMail } from '#identity/mail/mail_texts'
import type { OperatorAnswer, OperatorRequest } from '#identity/operator/operator_request'
import { isCommonPassword, passwordLength } from '#identity/passwords/password_rules'
import { hashPassword } from '#identity/passwords/passwords'
import { SessionTable } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'
import type BetterSqlite3 from 'better-sqlite3'

type Request<Name extends OperatorRequest['command']> = Extract<OperatorRequest, { command: Name }>

const done = (...lines: string[]): OperatorAnswer => ({ type: 'done', lines })
const refused = (sentence: string): OperatorAnswer => ({ type: 'refused', sentence })

/** `node ace user:…`, carried out by whichever process may write the database. */
@inject()
export class OperatorCommands {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly sessions: SessionTable,
    private readonly mailer: AccountMailer
  ) {}

  async handle(request: OperatorRequest): Promise<OperatorAnswer> {
    const email = request.email === null ? null : normaliseEmail(request.email)
    if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
      return refused(`${request.email} is no e-mail address.`)
    }
    const password = 'password' in request ? request.password : null
    if (password !== null && password.length < passwordLength.least) {
      return refused(`A password has at least ${passwordLength.least} characters.`)
    }
    if (password !== null && isCommonPassword(password, email)) {
      return refused('This password is among the first that anybody would try. Choose another.')
    }
    switch (request.command) {
      case 'create':
        return this.#create(request, email ?? '')
      case 'promote':
        return this.#promote(request, email ?? '')
      case 'reset-password':
        return this.#resetPassword(request, email ?? '')
      case 'invite':
        return this.#invite(email)
      default: {
        const exhaustive: never = request
        return exhaustive
      }
    }
  }

  async #create(request: Request<'create'>, email: string): Promise<OperatorAnswer> {
    const { username, isOperator, password } = request
    const passwordHash = password === null ? null : await hashPassword(password)
    try {
      const link = await this.table.database.transaction((sqlite) => {
        const credentials = { email, pendingEmail: null, passwordHash, username }
        // The operator knows whose address it is.
        const id = this.table.create(sqlite, { ...credentials, emailVerifiedAt: Date.now() })
        if (isOperator) this.table.setOperator(sqlite, id, true)
        return passwordHash === null ? this.#resetLink(sqlite, id, email) : null
      })
      const made = `Made the account ${email}${isOperator ? ', an operator' : ''}.`
      return link === null ? done(made) : done(made, CHOOSE_PASSWORD, link)
    } catch (error) {
      if (isTaken(error)) return refused(`${email} has an account already.`)
      throw error
    }
  }

  #promote({ isOperator }: Request<'promote'>, email: string): Promise<OperatorAnswer> {
    return this.#withAccount(email, async (account) => {
      await this.table.database.run((sqlite) =>
        this.table.setOperator(sqlite, account.id, isOperator)
      )
      return done(`${email} is ${isOperator ? 'an operator now' : 'no operator any more'}.`)
    })
  }

  #resetPassword({ password }: Request<'reset-password'>, email: string): Promise<OperatorAnswer> {
    return this.#withAccount(email, async ({ id }) => {
      if (password === null) {
        const link = await this.table.database.transaction((sqlite) =>
          this.#resetLink(sqlite, id, email)
        )
        return done(CHOOSE_PASSWORD, link)
      }
      const passwordHash = await hashPassword(password)
      const ended = await this.table.database.transaction((sqlite) => {
        this.table.setPassword(sqlite, id, passwordHash)
        this.tokens.forget(sqlite, id, 'reset')
        return this.sessions.revoke(sqlite, id, () => true)
      })
      for (const sessionId of ended) await SessionEnded.dispatch(id, sessionId)
      return done(`${email} has the new password. ${ended.length} device(s) were signed out.`)
    })
  }

  async #invite(email: string | null): Promise<OperatorAnswer> {
    const token = await this.table.database.transaction((sqlite) => {
      if (email !== null && this.table.byEmail(sqlite, email)) return null
      const lives = accounts.linkLives.invitation
      return this.tokens.issue(sqlite, { kind: 'invitation', userId: null, email, lives })
    })
    if (token === null) return refused(`${email} has an account already.`)
    const link = [
      'An account can be made once with this link, for 7 days:',
      `${appUrl}/sign-up/${token}`,
    ]
    if (email === null || !this.mailer.isOn) return done(...link)
    const { type } = await this.mailer.send(invitationMail({ to: email, appUrl }, token))
    return type === 'sent'
      ? done(`Sent to ${email}.`, ...link)
      : done('The mail server did not take the mail: pass the link on yourself.', ...link)
  }

  #resetLink(sqlite: BetterSqlite3.Database, userId: string, email: string): string {
    const lives = accounts.linkLives.operatorReset
    return `${appUrl}/reset-password/${this.tokens.issue(sqlite, { kind: 'reset', userId, email, lives })}`
  }

  async #withAccount(
    email: string,
    work: (account: Account) => Promise<OperatorAnswer>
  ): Promise<OperatorAnswer> {
    const account = await this.table.database.run((sqlite) => this.table.byEmail(sqlite, email))
    return account ? work(account) : refused(`There is no account with the address ${email}.`)
  }
}

const CHOOSE_PASSWORD = 'A password can be chosen once with this link, for 24 hours:'
