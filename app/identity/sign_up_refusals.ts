import type { SignUpResult } from '#identity/actions/sign_up'

type Refusal = Exclude<SignUpResult['type'], 'signed_up'>

/** Status, code, sentence and field of each. */
export const signUpRefusals: Record<
  Refusal,
  [status: number, code: string, message: string, field?: string]
> = {
  closed: [403, 'SIGN_UP_CLOSED', 'This Loft makes no new accounts. Ask its operator for one.'],
  invitation_needed: [403, 'INVITATION_NEEDED', 'A new account here needs an invitation.'],
  invitation_gone: [
    410,
    'INVITATION_GONE',
    'This invitation was used or is too old. Ask for another.',
  ],
  has_account: [409, 'HAS_ACCOUNT', 'You are signed in with an account already.'],
  email_taken: [
    422,
    'EMAIL_TAKEN',
    'This address cannot be used. If it is yours, sign in.',
    'email',
  ],
}
