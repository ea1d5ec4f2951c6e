import accounts from '#config/accounts'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable, isTaken, type Credentials } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { AddressClaim, type ClaimMail } from '#identity/accounts/address_claim'
import { hashPassword } from '#identity/passwords/passwords'
import { inject } from '@adonisjs/core'

export interface SignUpInput {
  /** Normalised. An invitation may name another, which then counts. */
  email: string
  password: string
  username: string | null
  invitation: string | null
  /** Who is signed in here, if anybody: a guest becomes the account. */
  userId: string | null
}

export type SignUpResult =
  /** With an address that still waits for its mail, and what became of the mail. */
  | { type: 'signed_up'; userId: string; mail: ClaimMail }
  | { type: 'has_account' }
  | { type: 'closed' }
  | { type: 'invitation_needed' }
  | { type: 'invitation_gone' }
  /** Only where no mail can tell the owner of the address instead. */
  | { type: 'email_taken' }

type Stored = Exclude<SignUpResult, { type: 'signed_up' }> | { type: 'stored'; userId: string }

/**
 * Makes an account. Where mail is sent, an address that is taken looks exactly like one that is free: both wait for the mailbox to
 * confirm them, and only the mail says which it was.
 */
@inject()
export class SignUp {
  constructor(
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly mailer: AccountMailer,
    private readonly claim: AddressClaim
  ) {}

  async handle(input: SignUpInput): Promise<SignUpResult> {
    if (accounts.signUp === 'closed') return { type: 'closed' }
    if (accounts.signUp === 'invite' && input.invitation === null) {
      return { type: 'invitation_needed' }
    }
    const passwordHash = await hashPassword(input.password)
    const result = await this.#store(input, passwordHash)
    if (result.type !== 'stored') return result
    const { userId } = result
    return { type: 'signed_up', userId, mail: await this.claim.sendMail(userId) }
  }

  async #store(input: SignUpInput, passwordHash: string): Promise<Stored> {
    try {
      return await this.table.database.transaction((sqlite): Stored => {
        const { username, userId } = input
        const current = userId === null ? null : this.table.byId(sqlite, userId)
        if (current && !current.isGuest) return { type: 'has_account' }
        const invitation =
          input.invitation === null ? null : this.tokens.use(sqlite, 'invitation', input.invitation)
        if (input.invitation !== null && !invitation) return { type: 'invitation_gone' }
        const credentials: Credentials = {
          ...this.#address(invitation?.email ?? null, input.email),
          username,
          passwordHash,
        }
        if (!current) return { type: 'stored', userId: this.table.create(sqlite, credentials) }
        this.table.claimGuest(sqlite, current.id, credentials)
        return { type: 'stored', userId: current.id }
      })
    } catch (error) {
      if (isTaken(error)) return { type: 'email_taken' }
      throw error
    }
  }

  /** An invitation for an address proves it; without mail nothing ever will. */
  #address(invited: string | null, email: string) {
    if (invited !== null) return { email: invited, pendingEmail: null, emailVerifiedAt: Date.now() }
    return this.mailer.isOn
      ? { email: null, pendingEmail: email, emailVerifiedAt: null }
      : { email, pendingEmail: null, emailVerifiedAt: null }
  }
}
