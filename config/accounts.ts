import env from '#start/env'

/** Who may make an account: everybody, whoever holds an invitation, or nobody. */
export type SignUpMode = 'open' | 'invite' | 'closed'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export interface Rate {
  readonly requests: number
  readonly every: string
}

/** Local accounts. Times are milliseconds. */
const accounts: AccountsConfig = {
  signUp: env.get('SIGN_UP'),
  /** How long a link works. */
  linkLives: { reset: 60 * MINUTE, operatorReset: DAY, verification: 7 * DAY, invitation: 7 * DAY },
  /** How long a revoked session is remembered, so that its device is wiped when it comes back. */
  revokedFor: 365 * DAY,
  /** Sign-ins at one account from one network, or from one device that has signed in to it before. */
  signInPerPair: { requests: 10, every: '15 minutes' },
  limits: {
    /** From devices that never signed in to the account; all networks together have `perAccount`. */
    signIn: {
      perAccount: { requests: 100, every: '15 minutes' },
      perAddress: { requests: 60, every: '15 minutes' },
    },
    signUp: {
      perAccount: { requests: 5, every: '1 hour' },
      perAddress: { requests: 20, every: '1 hour' },
    },
    /** Mails that anybody can cause. */
    mail: {
      perAccount: { requests: 4, every: '1 hour' },
      perAddress: { requests: 20, every: '1 hour' },
    },
    /** Links that were followed, right or wrong. */
    link: {
      perAccount: { requests: 30, every: '15 minutes' },
      perAddress: { requests: 60, every: '15 minutes' },
    },
    /** Changes that ask for the current password. */
    password: {
      perAccount: { requests: 10, every: '15 minutes' },
      perAddress: { requests: 60, every: '15 minutes' },
    },
  },
}

export interface AccountsConfig {
  signUp: SignUpMode
  linkLives: Record<'reset' | 'operatorReset' | 'verification' | 'invitation', number>
  revokedFor: number
  signInPerPair: Rate
  limits: Record<
    'signIn' | 'signUp' | 'mail' | 'link' | 'password',
    { perAccount: Rate; perAddress: Rate }
  >
}

export default accounts
