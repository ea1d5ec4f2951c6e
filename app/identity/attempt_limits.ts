import { createHash } from 'node:crypto'
import accounts, { type AccountsConfig } from '#config/accounts'
import { networkOf } from '#core/network/network_of'
import limiter from '@adonisjs/limiter/services/main'

export type AttemptKind = keyof AccountsConfig['limits']

const accountKey = (kind: AttemptKind, account: string) =>
  `${kind}_account:${createHash('sha256').update(account).digest('hex').slice(0, 32)}`

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
  const use = ({ requests, every }: typeof perAddress) => limiter.use({ requests, duration: every })
  await use(perAddress).consume(`${kind}_address:${networkOf(address)}`)
  if (account !== null) await use(perAccount).consume(accountKey(kind, account))
}

/** The right password: what was tried before it counts no more. */
export async function forgiveAttempts(kind: AttemptKind, account: string): Promise<void> {
  const { requests, every } = accounts.limits[kind].perAccount
  await limiter.use({ requests, duration: every }).delete(accountKey(kind, account))
}
