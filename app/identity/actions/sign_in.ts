import { AccountTable } from '#identity/accounts/account_table'
import { verifyPassword } from '#identity/passwords/passwords'
import { inject } from '@adonisjs/core'

export interface SignInInput {
  /** Normalised. */
  email: string
  password: string
}

export type SignInResult =
  | { type: 'signed_in'; userId: string }
  /** No such account or another password: nobody may learn which. */
  | { type: 'refused' }
  | { type: 'suspended' }

@inject()
export class SignIn {
  constructor(private readonly table: AccountTable) {}

  async handle({ email, password }: SignInInput): Promise<SignInResult> {
    const account = await this.table.database.run((sqlite) => this.table.byEmail(sqlite, email))
    const isRight = await verifyPassword(account?.passwordHash ?? null, password)
    if (!account || !isRight) return { type: 'refused' }
    return account.isSuspended ? { type: 'suspended' } : { type: 'signed_in', userId: account.id }
  }
}
