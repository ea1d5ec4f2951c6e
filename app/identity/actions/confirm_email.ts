import { AccountTable, isTaken, type Account } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { AccountNotices } from '#identity/mail/account_notices'
import { verifyPassword } from '#identity/passwords/passwords'
import { inject } from '@adonisjs/core'

export interface ConfirmEmailInput {
  token: string
  /** Who is signed in here, if anybody. */
  userId: string | null
  password: string | null
}

export type ConfirmEmailResult =
  | { type: 'confirmed' }
  | { type: 'gone' }
  /** The link alone is not enough: whoever owns the mailbox may not be who signed up with its address. */
  | { type: 'password_needed' }
  | { type: 'password_wrong' }

/** What a link is about, for the page it opens. */
export type Claim = { email: string; needsPassword: boolean }

/** A pending address becomes the one that signs in. */
@inject()
export class ConfirmEmail {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly notices: AccountNotices
  ) {}

  async look(token: string, userId: string | null): Promise<Claim | null> {
    const found = await this.#find(token)
    return found && { email: found.email, needsPassword: found.account.id !== userId }
  }

  async handle({ token, userId, password }: ConfirmEmailInput): Promise<ConfirmEmailResult> {
    const found = await this.#find(token)
    if (!found) return { type: 'gone' }
    if (found.account.id !== userId) {
      if (password === null) return { type: 'password_needed' }
      const isRight = await verifyPassword(found.account.passwordHash, password)
      if (!isRight) return { type: 'password_wrong' }
    }
    try {
      const isConfirmed = await this.table.database.transaction((sqlite) => {
        const used = this.tokens.use(sqlite, 'verification', token)
        if (!used) return false
        this.table.setEmail(sqlite, found.account.id, found.email, Date.now())
        return true
      })
      if (!isConfirmed) return { type: 'gone' }
      if (found.account.email !== found.email) this.notices.addressChanged(found.account.email)
      return { type: 'confirmed' }
    } catch (error) {
      // Somebody else confirmed the same address first.
      if (isTaken(error)) return { type: 'gone' }
      throw error
    }
  }

  #find(token: string): Promise<{ account: Account; email: string } | null> {
    return this.table.database.run((sqlite) => {
      const found = this.tokens.find(sqlite, 'verification', token)
      const account = found?.userId ? this.table.byId(sqlite, found.userId) : null
      const isPending = account !== null && account.pendingEmail === found?.email
      return account && found?.email && isPending ? { account, email: found.email } : null
    })
  }
}
