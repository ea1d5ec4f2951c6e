import {
  addressChangedMail,
  alreadyAccountMail,
  confirmationMail,
  invitationMail,
  noAccountMail,
  passwordChangedMail,
  resetMail,
} from '#identity/mail/mail_texts'

const envelope = { to: 'ann@example.org', appUrl: 'https://chat.example' }
const token = 'x'.repeat(43)

/** One of each. */
export const accountMails = [
  confirmationMail(envelope, token),
  alreadyAccountMail(envelope),
  resetMail(envelope, token),
  noAccountMail(envelope),
  invitationMail(envelope, token),
  passwordChangedMail(envelope),
  addressChangedMail(envelope),
]
