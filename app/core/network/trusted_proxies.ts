import { BlockList, isIP } from 'node:net'

/** Says whether the peer at `address` may speak for its client through X-Forwarded-* headers. */
export type ProxyTrust = (address: string) => boolean

/**
 * Reads a comma-separated list of addresses and networks in CIDR notation; `loopback` stands for this
 * machine. An empty list trusts nobody.
 *
 * @throws Error with a sentence that names the setting and the entry that is wrong.
 */
export function parseTrustedProxies(setting: string, list: string): ProxyTrust {
  const trusted = new BlockList()
  for (const entry of list.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    if (entry === 'loopback') {
      trusted.addSubnet('127.0.0.0', 8, 'ipv4')
      trusted.addAddress('::1', 'ipv6')
    } else if (!addEntry(trusted, entry)) {
      throw new Error(`${setting} holds "${entry}", which is no IP address or network.`)
    }
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && trusted.check(address, version === 6 ? 'ipv6' : 'ipv4')
  }
}

function addEntry(trusted: BlockList, entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  if (prefix === undefined) {
    trusted.addAddress(address, family)
    return true
  }
  const bits = Number(prefix)
  if (!/^\d{1,3}$/.test(prefix) || bits > (version === 6 ? 128 : 32)) return false
  trusted.addSubnet(address, bits, family)
  return true
}
