import { AccountMailer } from '#identity/account_mailer'
import { AccountTable, isTaken } from '#identity/accounts/account_table'
import { AddressClaim, type ClaimMail } from '#identity/accounts/address_claim'
import { verifyPassword } from '#identity/passwords/passwords'
import { inject } from '@adonisjs/core'

export interface ChangeEmailInput {
  userId: string
  /** Normalised. */
  email: string
  password: string
}

export type ChangeEmailResult =
  | { type: 'changed'; mail: ClaimMail }
  | { type: 'wrong_password' }
  /** Only where no mail can tell the owner of the address instead. */
  | { type: 'email_taken' }

/** Another address: at once without mail, else when its mailbox has confirmed it. Until then the old one signs in. */
@inject()
export class ChangeEmail {
  constructor(
    private readonly table: AccountTable,
    private readonly mailer: AccountMailer,
    private readonly claim: AddressClaim
  ) {}

  async handle({ userId, email, password }: ChangeEmailInput): Promise<ChangeEmailResult> {
    const { database } = this.table
    const account = await database.run((sqlite) => this.table.byId(sqlite, userId))
    const isRight = await verifyPassword(account?.passwordHash ?? null, password)
    if (!isRight) return { type: 'wrong_password' }
    if (account?.email === email) return { type: 'changed', mail: 'none' }
    try {
      await database.transaction((sqlite) => {
        if (this.mailer.isOn) this.table.setPendingEmail(sqlite, userId, email)
        else this.table.setEmail(sqlite, userId, email, null)
      })
    } catch (error) {
      if (isTaken(error)) return { type: 'email_taken' }
      throw error
    }
    return { type: 'changed', mail: await this.claim.sendMail(userId) }
  }
}
