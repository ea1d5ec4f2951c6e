import type { CallStart } from '#metering/usage'
import { givenCall, givenEnd, openLedger } from '#tests/unit/metering/support/open_ledger'
import { test } from '@japa/runner'
import fc from 'fast-check'

const midnight = Date.UTC(2026, 10, 22)

test.group('Operator limit', () => {
  test('the last call that fits goes, the next does not and says when it may', async ({
    assert,
  }) => {
    const { sqlite, ledger } = await openLedger({ total: 250, perUser: null })
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'within')
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 150 })).type, 'within')
    assert.deepEqual(ledger.reserve(sqlite, givenCall({ reservedNano: 1 })), {
      type: 'over',
      resetsAt: midnight,
    })
  })

  test('what a call did not need is free again; what it needed is not', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 100, perUser: null })
    const call = givenCall()
    ledger.reserve(sqlite, call)
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 40 })).type, 'over')
    ledger.settle(sqlite, { ...call, upstreamId: null }, givenEnd({ costNano: 60 }))
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 41 })).type, 'over')
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 40 })).type, 'within')
  })

  test('a call that was refused gives everything back', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 100, perUser: null })
    const call = givenCall()
    ledger.reserve(sqlite, call)
    ledger.release(sqlite, { ...call, upstreamId: null })
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'within')
  })

  test('a new day (UTC) starts from nothing', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 100, perUser: null })
    ledger.reserve(sqlite, givenCall({ sentAt: midnight - 1 }))
    assert.equal(ledger.reserve(sqlite, givenCall({ sentAt: midnight - 1 })).type, 'over')
    assert.equal(ledger.reserve(sqlite, givenCall({ sentAt: midnight })).type, 'within')
  })

  test('own keys are neither limited nor counted', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 100, perUser: 100 })
    const own = { billedTo: 'own_key', keyId: 'k', reservedNano: 5_000 } as const
    assert.equal(ledger.reserve(sqlite, givenCall(own)).type, 'within')
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'within')
    assert.equal(ledger.reserve(sqlite, givenCall(own)).type, 'within')
  })

  test("one person's limit leaves the others theirs", async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 1_000, perUser: 100 })
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'within')
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'over')
    assert.equal(ledger.reserve(sqlite, givenCall({ userId: 'ben' })).type, 'within')
  })

  test('what costs nothing goes also beyond the limit', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger({ total: 100, perUser: null })
    assert.equal(ledger.reserve(sqlite, givenCall()).type, 'within')
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 1 })).type, 'over')
    assert.equal(ledger.reserve(sqlite, givenCall({ reservedNano: 0 })).type, 'within')
  })

  test('whatever runs at once, a day exceeds its limit by no more than calls exceed their reservations', async ({
    assert,
  }) => {
    const step = fc.record({
      user: fc.constantFrom('ada', 'ben', 'cat'),
      reserved: fc.integer({ min: 0, max: 60 }),
      /** What it costs in the end, against its reservation: rarely more. */
      share: fc.double({ min: 0, max: 1.3, noNaN: true }),
      ends: fc.integer({ min: 0, max: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 300 }),
        async (steps, total, perUser) => {
          const { sqlite, ledger } = await openLedger({ total, perUser })
          const running: { call: CallStart; cost: number }[] = []
          const spent = { all: 0, ada: 0, ben: 0, cat: 0 }
          const excess = { all: 0, ada: 0, ben: 0, cat: 0 }
          const end = () => {
            const { call, cost } = running.shift()!
            ledger.settle(sqlite, { ...call, upstreamId: null }, givenEnd({ costNano: cost }))
            for (const name of ['all', call.userId as 'ada'] as const) {
              spent[name] += cost
              excess[name] += Math.max(0, cost - call.reservedNano)
            }
          }
          for (const { user, reserved, share, ends } of steps) {
            const call = givenCall({ userId: user, reservedNano: reserved })
            const cost = Math.round(reserved * share)
            if (ledger.reserve(sqlite, call).type === 'within') running.push({ call, cost })
            for (let left = ends; left > 0 && running.length > 0; left--) end()
          }
          while (running.length > 0) end()
          assert.isAtMost(spent.all, total + excess.all)
          for (const name of ['ada', 'ben', 'cat'] as const) {
            assert.isAtMost(spent[name], perUser + excess[name])
          }
          sqlite.close()
        }
      ),
      { numRuns: 60 }
    )
  })
})
