import { createHash } from 'node:crypto'
import accounts, { type AccountsConfig, type Rate } from '#config/accounts'
import { networkOf } from '#core/network/network_of'
import limiter from '@adonisjs/limiter/services/main'

export type AttemptKind = keyof AccountsConfig['limits']

export interface SignInAttempt {
  /** Of the request. */
  address: string
  /** Normalised. */
  email: string
  /** The browser, when this account has been signed in to with it before. */
  deviceId: string | null
}

const use = ({ requests, every }: Rate) => limiter.use({ requests, duration: every })

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/**
 * Counts an attempt before it is made, so that many at once cannot slip through together. The address comes first: one that is out
 * of attempts takes none from the accounts it tries. `account` counts alike whether there is one by that name or not.
 *
 * @throws E_TOO_MANY_REQUESTS, which says how long to wait.
 */
export async function countAttempt(
  kind: AttemptKind,
  address: string,
  account: string | null
): Promise<void> {
  const { perAddress, perAccount } = accounts.limits[kind]
  await use(perAddress).consume(`${kind}_address:${networkOf(address)}`)
  if (account !== null) await use(perAccount).consume(accountKey(kind, account))
}

/** The right password: what was tried before it counts no more. */
export async function forgiveAttempts(kind: AttemptKind, account: string): Promise<void> {
  await use(accounts.limits[kind].perAccount).delete(accountKey(kind, account))
}

/**
 * Counts a sign-in before it is tried. Whoever guesses from one place is stopped there, and not the owner elsewhere; whoever guesses
 * from many is stopped by the account's own limit, and not the owner at a device of theirs.
 *
 * @throws E_TOO_MANY_REQUESTS, which says how long to wait.
 */
export async function countSignIn(attempt: SignInAttempt): Promise<void> {
  const pair = pairOf(attempt)
  if (attempt.deviceId === null) {
    const { perAddress } = accounts.limits.signIn
    await use(perAddress).consume(`signIn_address:${networkOf(attempt.address)}`)
  }
  await use(accounts.signInPerPair).consume(pair)
  if (attempt.deviceId === null) {
    const { perAccount } = accounts.limits.signIn
    await use(perAccount).consume(accountKey('signIn', attempt.email))
  }
}

/** The right password: wrong ones from the same place count no more. Those from elsewhere were somebody else's. */
export async function forgiveSignIn(attempt: SignInAttempt): Promise<void> {
  await use(accounts.signInPerPair).delete(pairOf(attempt))
}

const accountKey = (kind: AttemptKind, account: string) => `${kind}_account:${hashOf(account)}`

/** An account together with a known device, or with the network of one that is not. */
const pairOf = ({ address, email, deviceId }: SignInAttempt) =>
  deviceId === null
    ? `signIn_pair:${hashOf(`${email} ${networkOf(address)}`)}`
    : `signIn_device:${hashOf(`${email} ${deviceId}`)}`
