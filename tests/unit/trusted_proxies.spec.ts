import { test } from '@japa/runner'
import { parseTrustedProxies } from '#core/network/trusted_proxies'

test.group('Trusted proxies', () => {
  test('nobody is trusted by default', ({ assert }) => {
    const isTrusted = parseTrustedProxies('TRUSTED_PROXIES', '')
    assert.isFalse(isTrusted('127.0.0.1'))
    assert.isFalse(isTrusted('not an address'))
  })

  test('addresses, networks and loopback', ({ assert }) => {
    const isTrusted = parseTrustedProxies('TRUSTED_PROXIES', 'loopback, 10.1.0.0/16,2001:db8::/32')
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.9.9', '2001:db8::5']) {
      assert.isTrue(isTrusted(address), address)
    }
    for (const address of ['10.2.0.1', '192.168.0.1', '2001:db9::1']) {
      assert.isFalse(isTrusted(address), address)
    }
  })

  test('a wrong entry is named', ({ assert }) => {
    for (const entry of ['10.0.0.0/33', 'proxy.example', '10.0.0.1/8/8', '10.0.0.1/-1', '10/x']) {
      assert.throws(
        () => parseTrustedProxies('TRUSTED_PROXIES', entry),
        `TRUSTED_PROXIES holds "${entry}", which is no IP address or network.`
      )
    }
  })
})
