import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { AccountNotices } from '#identity/mail/account_notices'
import { isCommonPassword } from '#identity/passwords/password_rules'
import { hashPassword, verifyPassword } from '#identity/passwords/passwords'
import { inject } from '@adonisjs/core'

export interface ChangePasswordInput {
  userId: string
  current: string
  password: string
}

export type ChangePasswordResult =
  { type: 'changed' } | { type: 'wrong_password' } | { type: 'common_password' }

@inject()
export class ChangePassword {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly notices: AccountNotices
  ) {}

  async handle({ userId, current, password }: ChangePasswordInput): Promise<ChangePasswordResult> {
    const { database } = this.table
    const account = await database.run((sqlite) => this.table.byId(sqlite, userId))
    const isRight = await verifyPassword(account?.passwordHash ?? null, current)
    if (!account || !isRight) return { type: 'wrong_password' }
    if (isCommonPassword(password, account.email ?? account.pendingEmail)) {
      return { type: 'common_password' }
    }
    const passwordHash = await hashPassword(password)
    await database.transaction((sqlite) => {
      this.table.setPassword(sqlite, userId, passwordHash)
      // A reset link from before may be in the hands of whoever the change is meant to keep out.
      this.tokens.forget(sqlite, userId, 'reset')
    })
    this.notices.passwordChanged(account.email)
    return { type: 'changed' }
  }
}
