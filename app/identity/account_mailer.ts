export interface AccountMail {
  to: string
  subject: string
  /** Plain text, lines of at most about 80 characters. */
  text: string
}

export type MailOutcome =
  | { type: 'sent' }
  /** The mail server was unreachable, too slow, or refused. Why is in the log. */
  | { type: 'failed' }

/** Sends the few mails that accounts need. Container token and contract. */
export abstract class AccountMailer {
  /** Whether this Loft sends mail at all; `send` must not be called otherwise. */
  abstract readonly isOn: boolean

  /** Resolves when the mail server has taken the message or has failed to, within the configured time. Never rejects. */
  abstract send(mail: AccountMail): Promise<MailOutcome>

  /** Lets go of connections. */
  abstract close(): Promise<void>
}
