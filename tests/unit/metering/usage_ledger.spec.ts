import { givenCall, givenEnd, openLedger } from '#tests/unit/metering/support/open_ledger'
import { test } from '@japa/runner'

const tokens = { inputTokens: 5, outputTokens: 7, cachedTokens: 1, reasoningTokens: 2 }

test.group('Usage ledger', () => {
  test('a call becomes one row, however often it is settled', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger()
    const call = { ...givenCall(), upstreamId: null }
    ledger.reserve(sqlite, call)
    ledger.settle(sqlite, call, givenEnd({ usage: tokens, costNano: 42 }))
    ledger.settle(sqlite, call, givenEnd({ costNano: 4_200 }))
    assert.deepEqual(ledger.calls.of(sqlite, call.generationId), [])
    assert.deepEqual(ledger.costOf(sqlite, call.generationId), { costNano: 42, isEstimate: false })
    assert.containsSubset(sqlite.prepare('SELECT * FROM usage_events').all(), [
      {
        cost_nano: 42,
        input_tokens: 5,
        cached_tokens: 1,
        model: 'vendor/model',
        sent_at: call.sentAt,
      },
    ])
  })

  test('a generation costs what all its attempts cost; one guess makes the sum a guess', async ({
    assert,
  }) => {
    const { sqlite, ledger } = await openLedger()
    const first = { ...givenCall(), upstreamId: null }
    const second = { ...first, attempt: 2 }
    assert.deepEqual(ledger.costOf(sqlite, first.generationId), {
      costNano: null,
      isEstimate: false,
    })
    const id = ledger.settle(sqlite, first, givenEnd({ costNano: 30, isEstimate: true }))
    ledger.settle(sqlite, second, givenEnd({ costNano: 12 }))
    assert.deepEqual(ledger.costOf(sqlite, first.generationId), { costNano: 42, isEstimate: true })

    const corrected = ledger.correct(sqlite, id, 8, tokens, 9)
    assert.containsSubset(corrected, { userId: 'ada', isLast: false })
    assert.deepEqual(ledger.costOf(sqlite, first.generationId), { costNano: 20, isEstimate: false })
  })

  test('an unknown cost is not taken for nothing', async ({ assert }) => {
    const { sqlite, ledger } = await openLedger()
    const call = { ...givenCall(), upstreamId: null }
    ledger.settle(sqlite, call, givenEnd({ costNano: null, isEstimate: true }))
    assert.deepEqual(ledger.costOf(sqlite, call.generationId), {
      costNano: null,
      isEstimate: false,
    })
    ledger.settle(sqlite, { ...call, attempt: 2 }, givenEnd({ costNano: 5 }))
    assert.deepEqual(ledger.costOf(sqlite, call.generationId), { costNano: 5, isEstimate: true })
  })

  test('amounts stay when a chat goes; everything goes with the account, and nothing of others', async ({
    assert,
  }) => {
    const { sqlite, ledger } = await openLedger()
    for (const userId of ['ada', 'ben']) {
      const call = { ...givenCall({ userId, chatId: 'chat' }), upstreamId: null }
      ledger.settle(sqlite, call, givenEnd())
      ledger.reserve(sqlite, givenCall({ userId }))
    }
    ledger.forgetChat(sqlite, 'ada', 'chat')
    const rows = () =>
      sqlite.prepare('SELECT user_id, chat_id, cost_nano FROM usage_events ORDER BY user_id').all()
    assert.deepEqual(rows(), [
      { user_id: 'ada', chat_id: null, cost_nano: 100 },
      { user_id: 'ben', chat_id: 'chat', cost_nano: 100 },
    ])
    ledger.forgetUser(sqlite, 'ada')
    assert.deepEqual(rows(), [{ user_id: 'ben', chat_id: 'chat', cost_nano: 100 }])
    const open = sqlite.prepare('SELECT DISTINCT user_id FROM usage_reservations').pluck().all()
    assert.deepEqual(open, ['ben'])
  })
})
