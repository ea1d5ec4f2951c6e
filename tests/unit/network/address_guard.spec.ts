import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'

import { AddressGuard, type Resolve } from '#core/network/address_guard'
import { isAllowedAddress } from '#core/network/address_rule'
import { askJson } from '#core/network/ask_json'
import { createOutboundFetch } from '#core/network/outbound_fetch'
import {
  MAY_BE_TRIED,
  NEVER,
  NO_ADDRESSES,
  NOTATIONS,
  OWN_NETWORK,
  PUBLIC,
} from '#tests/unit/network/forbidden_addresses'

const strict = { allowPrivate: false }
const lenient = { allowPrivate: true }

test.group('Addresses that may be asked', () => {
  for (const [kind, addresses] of Object.entries(NEVER)) {
    test(`never: ${kind}`, ({ assert }) => {
      for (const address of addresses) {
        assert.isFalse(isAllowedAddress(address, strict), address)
        assert.isFalse(isAllowedAddress(address, lenient), `${address}, private allowed`)
      }
    })
  }

  test('the own network only where the operator allows it', ({ assert }) => {
    for (const address of OWN_NETWORK) {
      assert.isFalse(isAllowedAddress(address, strict), address)
      assert.isTrue(isAllowedAddress(address, lenient), address)
    }
  })

  test('the internet', ({ assert }) => {
    for (const address of PUBLIC) assert.isTrue(isAllowedAddress(address, strict), address)
  })
})

const guard = new AddressGuard(strict)

test.group('Addresses as people write them', () => {
  test('loopback in every notation is refused', ({ assert }) => {
    for (const address of NOTATIONS) assert.equal(guard.refusalOf(address), 'not_allowed', address)
  })

  test('what is no plain http(s) address is refused', ({ assert }) => {
    for (const address of NO_ADDRESSES)
      assert.equal(guard.refusalOf(address), 'not_an_address', address)
  })

  test('names and public addresses may be tried, at any port', ({ assert }) => {
    for (const address of MAY_BE_TRIED) {
      assert.isNull(guard.refusalOf(address), address)
    }
  })
})

test.group('Connections behind the guard', (group) => {
  let server: Server
  let port: number
  let seen: string[] = []
  group.setup(async () => {
    server = createServer((request, response) => {
      seen.push(request.url ?? '')
      if (request.url === '/away')
        response.writeHead(302, { location: `http://127.0.0.1:${port}/` })
      response.end('{"ok":true}')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
    return () => {
      server.closeAllConnections()
      server.close()
    }
  })
  group.each.setup(() => {
    seen = []
  })

  const ask = (address: string, resolve: Resolve, rule = strict) =>
    askJson(
      createOutboundFetch({
        ...{ connectTimeoutMs: 2_000, maxBytes: 1_000, maxErrorBytes: 1_000 },
        timeoutError: () => new Error('too late'),
        guard: new AddressGuard(rule, resolve),
      }),
      address,
      { timeoutMs: 2_000 }
    )
  const to =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

  test('a name of a private address is not asked', async ({ assert }) => {
    for (const addresses of [
      ['127.0.0.1'],
      ['::1'],
      ['10.0.0.1'],
      ['::ffff:127.0.0.1'],
      ['1.1.1.1', '127.0.0.1'],
      [],
    ]) {
      const answer = await ask(`http://models.example:${port}/`, to(...addresses))
      assert.deepEqual(answer, { type: 'not_allowed' }, addresses.join())
    }
    assert.isEmpty(seen)
  })

  test('localhost with a dot, and names that the system knows, are looked up and refused', async ({
    assert,
  }) => {
    for (const host of ['localhost', 'localhost.', 'LOCALHOST']) {
      const answer = await askJson(
        createOutboundFetch({
          ...{ connectTimeoutMs: 2_000, maxBytes: 1_000, maxErrorBytes: 1_000 },
          timeoutError: () => new Error('too late'),
          guard,
        }),
        `http://${host}:${port}/`,
        { timeoutMs: 2_000 }
      )
      // A system may know no name with a dot; what matters is that nobody is asked.
      const expected = host.endsWith('.') ? ['not_allowed', 'unreachable'] : ['not_allowed']
      assert.include(expected, answer.type, host)
    }
    assert.isEmpty(seen)
  })

  test('a name that answers differently the second time is asked once, and pinned to the first answer', async ({
    assert,
  }) => {
    let times = 0
    const rebinding: Resolve = async () => {
      times++
      return [{ address: times === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]
    }
    const answer = await ask(`http://models.example:${port}/`, rebinding, lenient)
    assert.deepEqual(answer, { type: 'answered', body: { ok: true } })
    assert.equal(times, 1)
    // Public first, private when the socket asks: there is no second question, so the public one is what it gets.
    let asked = 0
    const lying: Resolve = async () => [
      { address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 },
    ]
    assert.deepEqual(await ask(`http://models.example:${port}/`, lying), { type: 'not_allowed' })
    assert.equal(asked, 1)
    assert.lengthOf(seen, 1)
  })

  test('a redirect is not followed', async ({ assert }) => {
    const answer = await ask(`http://models.example:${port}/away`, to('127.0.0.1'), lenient)
    assert.deepEqual(answer, { type: 'redirected' })
    assert.deepEqual(seen, ['/away'])
  })

  test('a literal is checked although nobody looks it up', async ({ assert }) => {
    const never: Resolve = async () => assert.fail('a literal was looked up') as never
    for (const host of ['127.0.0.1', '0x7f.1', '[::1]', '2130706433']) {
      assert.deepEqual(await ask(`http://${host}:${port}/`, never), { type: 'not_allowed' }, host)
    }
    assert.isEmpty(seen)
  })

  test('a name that does not exist is unreachable', async ({ assert }) => {
    const nowhere: Resolve = async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    }
    const answer = await ask('http://models.example/', nowhere)
    assert.deepEqual(answer, { type: 'unreachable', reason: 'connection' })
  })
})
