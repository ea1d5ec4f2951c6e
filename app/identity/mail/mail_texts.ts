import type { AccountMail } from '#identity/account_mailer'

const sign = (lines: string[]) => [...lines, '', 'Loft', ''].join('\n')

/** Whom to write and under which address this Loft answers, without trailing slash. */
interface Envelope {
  to: string
  appUrl: string
}

export const confirmationMail = ({ to, appUrl }: Envelope, token: string): AccountMail => ({
  to,
  subject: 'Confirm your e-mail address for Loft',
  text: sign([
    `This address was given for an account at ${appUrl}.`,
    'Open this link to confirm that it is yours:',
    '',
    `${appUrl}/verify/${token}`,
    '',
    'It works once, for 7 days. If you did not ask for this, ignore this mail: nothing happens.',
  ]),
})

/** For a sign-up, or a change of address, that names an address which has its account already. */
export const alreadyAccountMail = ({ to, appUrl }: Envelope): AccountMail => ({
  to,
  subject: 'You have a Loft account already',
  text: sign([
    `Somebody gave this address for an account at ${appUrl},`,
    'but it has one already.',
    'If that was you, sign in, or choose a new password:',
    '',
    `${appUrl}/sign-in`,
    `${appUrl}/forgot-password`,
    '',
    'If it was not you, ignore this mail: nothing happens.',
  ]),
})

export const resetMail = ({ to, appUrl }: Envelope, token: string): AccountMail => ({
  to,
  subject: 'Choose a new password for Loft',
  text: sign([
    `A new password was asked for at ${appUrl}. Open this link to choose it:`,
    '',
    `${appUrl}/reset-password/${token}`,
    '',
    'It works once, for an hour. Your devices have to sign in again after it.',
    'If you did not ask for this, ignore this mail: your password stays as it is.',
  ]),
})

/** For a reset that names an address without an account: the screen says the same for both. */
export const noAccountMail = ({ to, appUrl }: Envelope): AccountMail => ({
  to,
  subject: 'There is no Loft account with this address',
  text: sign([
    `A new password was asked for at ${appUrl},`,
    'but this address has no confirmed account there.',
    'If that was you, you may have signed up with another address.',
    'If it was not you, ignore this mail.',
  ]),
})

export const invitationMail = ({ to, appUrl }: Envelope, token: string): AccountMail => ({
  to,
  subject: 'An invitation to Loft',
  text: sign([
    `You are invited to ${appUrl}. Open this link to make your account:`,
    '',
    `${appUrl}/sign-up/${token}`,
    '',
    'It works once, for 7 days.',
  ]),
})

export const passwordChangedMail = ({ to, appUrl }: Envelope): AccountMail => ({
  to,
  subject: 'Your Loft password was changed',
  text: sign([
    `The password of your account at ${appUrl} was changed.`,
    'If that was you, there is nothing to do.',
    'If it was not you, choose another one. That signs out every device:',
    '',
    `${appUrl}/forgot-password`,
  ]),
})

/** To the address before: its owner may not know. Where the account went is nobody's business who reads this mailbox. */
export const addressChangedMail = ({ to, appUrl }: Envelope): AccountMail => ({
  to,
  subject: 'The e-mail address of your Loft account was changed',
  text: sign([
    `Your account at ${appUrl} has another e-mail address now.`,
    'This one does not sign in any more.',
    'If that was you, there is nothing to do.',
    'If it was not you, ask whoever runs this Loft for help.',
  ]),
})
