import { test } from '@japa/runner'
import type { SyncConfig } from '#sync/sync_config'
import { AddressGate } from '#sync/transport/address_gate'

const gate = (limits: Partial<SyncConfig['sockets']> = {}) =>
  new AddressGate({
    perUser: 1,
    perAddress: 2,
    total: 5,
    attempts: { burst: 100, perMinute: 100 },
    ...limits,
  })

test.group('Sync | address gate', () => {
  test('counts the sockets of an address until they leave', ({ assert }) => {
    const door = gate()
    assert.deepEqual(
      ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.2'].map((a) => door.enter(a)),
      [true, true, false, true]
    )
    door.leave('10.0.0.1')
    assert.isTrue(door.enter('10.0.0.1'))
  })

  test('counts all sockets', ({ assert }) => {
    const door = gate()
    const entered = [1, 2, 3, 4, 5, 6].map((number) => door.enter(`10.0.0.${number}`))
    assert.deepEqual(entered, [true, true, true, true, true, false])
  })

  test('limits attempts, of one address only', ({ assert }) => {
    const door = gate({ attempts: { burst: 2, perMinute: 1 } })
    for (let count = 0; count < 2; count++) {
      assert.isTrue(door.enter('10.0.0.1'))
      door.leave('10.0.0.1')
    }
    assert.isFalse(door.enter('10.0.0.1'))
    assert.isTrue(door.enter('10.0.0.2'))
  })

  test('one IPv6 network is one address, and so is a mapped IPv4', ({ assert }) => {
    const same: [string, string][] = [
      ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
      ['2001:DB8::1', '2001:db8:0:0:1::'],
      ['::ffff:10.0.0.1', '10.0.0.1'],
    ]
    for (const [one, two] of same) {
      const door = gate({ perAddress: 1 })
      assert.isTrue(door.enter(one))
      assert.isFalse(door.enter(two), `${one} and ${two}`)
    }
    const door = gate({ perAddress: 1 })
    assert.isTrue(door.enter('2001:db8:1:2::1'))
    assert.isTrue(door.enter('2001:db8:1:3::1'))
  })
})
