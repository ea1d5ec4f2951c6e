const words = (text: string) => text.trim().split(/\s+/)

/** What no address of a person may lead to, whatever the operator allows. */
export const NEVER: Record<string, string[]> = {
  'this network': words('0.0.0.0 0.1.2.3 ::'),
  'link-local': words('169.254.1.1 fe80::1 fe80::1%eth0 febf::1'),
  'metadata of clouds': words(
    '169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254'
  ),
  'multicast': words('224.0.0.1 239.255.255.255 ff02::1 ff0e::1'),
  'broadcast and reserved': words('255.255.255.255 240.0.0.1 250.1.1.1 4000::1 1::1 5f00::1'),
  'documentation and tests': words(
    '192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 198.19.255.255 2001:db8::1 3fff::1'
  ),
  'protocol assignments': words(
    '192.0.0.1 192.88.99.1 192.31.196.1 192.52.193.1 2001::1 2001:2::1 2001:20::1 100::1'
  ),
  'IPv4-mapped': words(
    '::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 0:0:0:0:0:ffff:7f00:1'
  ),
  'IPv4-compatible': words('::127.0.0.1 ::7f00:1 ::a9fe:a9fe ::8.8.8.8'),
  'IPv4-translated': words('::ffff:0:127.0.0.1 ::ffff:0:7f00:1'),
  'NAT64': words(
    '64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 64:ff9b::808:808'
  ),
  '6to4 and Teredo': words('2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe:: 2001:0:7f00:1::'),
  'site-local': words('fec0::1 feff::1'),
  'what is no address': ['', ...words('localhost 1.2.3.4.5 256.1.1.1 :::1 g::1')],
}

export const OWN_NETWORK = words(`
  127.0.0.1 127.255.255.254 ::1 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1
  100.127.255.255 fc00::1 fd12:3456::1`)

export const PUBLIC = words(`
  1.1.1.1 8.8.8.8 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 192.167.1.1 2606:4700::1111 2a00:1450::1`)

/** Loopback and metadata in everything that a URL parser reads as such. */
export const NOTATIONS = [
  ' http://127.0.0.1 ',
  ...words(String.raw`
  http://127.0.0.1 http://127.0.0.1./v1 http://127.1 http://127.0.1 http://2130706433 http://0177.0.0.1 http://0177.1
  http://017700000001 http://0x7f.0.0.1 http://0x7f000001 http://0x7F.1 http://0 http://0.0.0.0 http://127.0.0.1:11434
  http://①②⑦.0.0.1 http://127。0。0。1 http://%31%32%37.0.0.1 http:\\127.0.0.1 http:127.0.0.1 http:///127.0.0.1
  HTTP://127.0.0.1 http://[::1] http://[::1]:8080 http://[0:0:0:0:0:0:0:1] http://[::ffff:127.0.0.1]
  http://[::ffff:7f00:1] http://[::127.0.0.1] http://[64:ff9b::7f00:1] http://[2002:7f00:1::] http://169.254.169.254/x
  http://0xa9fea9fe http://2852039166 http://[fd00:ec2::254] http://10.1.2.3 http://[fd12::1]/v1`),
]

export const NO_ADDRESSES = [
  '',
  ...words(`
  models.example ftp://models.example file:///etc/passwd gopher://models.example data:text/plain,x javascript:alert(1)
  http://user@models.example http://user:secret@models.example http://:x@models.example http://models.example/v1?key=1
  http://models.example/v1#x http://1.2.3.4.5 http://0x100000000 http://[::1%25lo] http://256.0.0.1`),
]

export const MAY_BE_TRIED = words(
  'https://models.example/v1 http://1.1.1.1:8443/v1 http://[2606:4700::1111]:9 http://localhost:1'
)
