import env from '#start/env'

/** Who may become a guest, and how often. A guest is a user without a credential: a lost cookie is a lost account. */
export default {
  /** Whether a visitor may start without an account. */
  isOpen: env.get('GUESTS'),
  /** New guests from one network address. */
  perAddress: { requests: env.get('GUESTS_PER_ADDRESS'), every: '1 hour' },
  /** New guests in one browser: signing out and starting again, for as long as its cookie lives. */
  perCookie: { requests: 10, every: '1 hour' },
} as const
