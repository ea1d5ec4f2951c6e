import ipaddr from 'ipaddr.js'

export interface AddressRule {
  /** Whether addresses of the own network and of this machine may be asked (ALLOW_PRIVATE_MODEL_URLS). */
  allowPrivate: boolean
}

/** Where clouds hand credentials to whoever asks. Link-local ones are refused by their range. */
const METADATA = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'])

const OWN_NETWORK = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal'])

/** Everything the internet routes lies in 2000::/3; what is special inside of it, ipaddr.js names. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Whether a connection may go to this IP address. Says yes only to what is known to be public: IPv6 forms that carry an IPv4
 * address inside (mapped, compatible, translated, 6to4, NAT64, Teredo) are refused whatever they carry.
 */
export function isAllowedAddress(address: string, { allowPrivate }: AddressRule): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  // A zone names an interface of this machine; no public address has one.
  if (address.includes('%') || METADATA.has(parsed.toString())) return false
  const range = parsed.range()
  if (allowPrivate && OWN_NETWORK.has(range)) return true
  if (range !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST)
}
