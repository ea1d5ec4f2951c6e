import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'

import { isAllowedAddress, type AddressRule } from '#core/network/address_rule'

/** The addresses of a name, at least one, or a rejection. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>

export type AddressRefusal =
  /** No http(s) address, or one with credentials, a query or a fragment. */
  | 'not_an_address'
  /** An address, or a name of an address, that no person of this server may reach. */
  | 'not_allowed'

/** A connection was refused before it was made. */
export class AddressRefusedError extends Error {
  readonly code = 'E_ADDRESS_REFUSED'

  constructor(readonly refusal: AddressRefusal) {
    super('This address may not be asked')
  }
}

const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true })

/**
 * Stands between an address that a person typed and the socket. A name is resolved once per connection, every address it has is
 * checked, and the socket gets exactly the checked ones (`lookup`): there is no second resolution that could answer differently.
 */
export class AddressGuard {
  constructor(
    private readonly rule: AddressRule,
    private readonly resolve: Resolve = resolveBySystem
  ) {}

  /** What is wrong with the address as written; null when it may be tried. The name behind it is checked by `lookup`. */
  refusalOf(address: string): AddressRefusal | null {
    const url = URL.parse(address)
    if (!url || !['http:', 'https:'].includes(url.protocol)) return 'not_an_address'
    if (url.username || url.password || url.search || url.hash) return 'not_an_address'
    const host = hostOf(url)
    // Sockets connect to a literal without asking `lookup`. URL has turned every notation of IPv4 into the plain one.
    return isIP(host) !== 0 && !isAllowedAddress(host, this.rule) ? 'not_allowed' : null
  }

  /** For `http.request`: the one way a name becomes an address. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    void this.#answer(hostname, options.all === true, callback)
  }

  async #answer(hostname: string, wantsAll: boolean, callback: Parameters<LookupFunction>[2]) {
    const answer = await this.#resolveAllowed(hostname).catch((error: unknown) => error as Error)
    if (answer instanceof Error) callback(answer, [])
    else if (wantsAll) callback(null, answer)
    else callback(null, answer[0]!.address, answer[0]!.family)
  }

  /** One forbidden address among several refuses the name: whoever owns the name chooses which one is tried first. */
  async #resolveAllowed(hostname: string) {
    const addresses = await this.resolve(hostname)
    const isAllowed = addresses.every(({ address }) => isAllowedAddress(address, this.rule))
    if (addresses.length === 0 || !isAllowed) throw new AddressRefusedError('not_allowed')
    return addresses
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
