import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

import { type EmbeddingCall, EmbeddingMeter } from '#ai/embedding/embedding_meter'
import { ModelError } from '#ai/model_error'
import { MainDatabase } from '#core/database'

test.group('Calls of embedding models', () => {
  const given = async () => {
    const meter = await app.container.make(EmbeddingMeter)
    const database = await app.container.make(MainDatabase)
    const call: EmbeddingCall = {
      ...{ id: randomUUID(), userId: randomUUID(), modelId: 'openrouter:vendor/embed' },
      ...{ model: 'vendor/embed', inputTokens: 20 },
      connection: { provider: 'openrouter', keyId: 'k1', billedTo: 'own_key' },
    }
    const rows = () =>
      database.run((sqlite) =>
        sqlite
          .prepare(
            `SELECT kind, ending, input_tokens, output_tokens, cost_nano, is_estimate, billed_to, model
             FROM usage_events WHERE user_id = ?`
          )
          .all(call.userId)
      )
    const open = () =>
      database.run((sqlite) =>
        sqlite.prepare('SELECT kind FROM usage_reservations WHERE user_id = ?').all(call.userId)
      )
    return { meter, call, rows, open }
  }

  test('are in the ledger with what the provider said', async ({ assert }) => {
    const { meter, call, rows, open } = await given()
    await meter.begin(call)
    assert.deepEqual(await open(), [{ kind: 'embedding' }])
    const answer = { vectors: [], tokens: 18, costNano: 360 }
    await meter.end(call, { type: 'completed', answer, latencyMs: 12 })
    assert.deepEqual(await rows(), [
      {
        ...{ kind: 'embedding', ending: 'completed', input_tokens: 18, output_tokens: 0 },
        ...{ cost_nano: 360, is_estimate: 0, billed_to: 'own_key', model: 'vendor/embed' },
      },
    ])
    assert.deepEqual(await open(), [])
  })

  test('that a provider refused cost nothing', async ({ assert }) => {
    const { meter, call, rows, open } = await given()
    await meter.begin(call)
    await meter.end(call, { type: 'failed', error: new ModelError('AUTH') })
    assert.deepEqual([await rows(), await open()], [[], []])
  })
})
