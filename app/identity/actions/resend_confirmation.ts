import { AccountMailer } from '#identity/account_mailer'
import { AccountTable, isTaken } from '#identity/accounts/account_table'
import { AddressClaim, type ClaimMail } from '#identity/accounts/address_claim'
import { inject } from '@adonisjs/core'

export type ResendConfirmationResult = { type: 'sent'; mail: ClaimMail } | { type: 'email_taken' }

/** Sends the link again. Where mail has been switched off since, nothing can confirm the address, and it counts as it is. */
@inject()
export class ResendConfirmation {
  constructor(
    private readonly table: AccountTable,
    private readonly mailer: AccountMailer,
    private readonly claim: AddressClaim
  ) {}

  async handle({ userId }: { userId: string }): Promise<ResendConfirmationResult> {
    if (this.mailer.isOn) return { type: 'sent', mail: await this.claim.sendMail(userId) }
    try {
      await this.table.database.transaction((sqlite) => {
        const email = this.table.byId(sqlite, userId)?.pendingEmail
        if (email) this.table.setEmail(sqlite, userId, email, null)
      })
      return { type: 'sent', mail: 'none' }
    } catch (error) {
      if (isTaken(error)) return { type: 'email_taken' }
      throw error
    }
  }
}
