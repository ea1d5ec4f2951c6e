import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { dataDirectory } from '#config/app'
import { connectionNames } from '#config/database'
import { checkReadiness } from '#core/health/readiness'

test.group('Health', () => {
  test('a live server says so, and opens no session', async ({ client, assert }) => {
    const response = await client.get('/health/live')
    response.assertStatus(200)
    response.assertBody({ status: 'live' })
    assert.isUndefined(response.headers()['set-cookie'])
    assert.match(response.header('x-request-id') ?? '', /^[\w-]{36}$/)
  })

  test('a ready server says so', async ({ client }) => {
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({ status: 'ready' })
  })

  test('a database that does not answer in time is the reason', async ({ client, assert }) => {
    const transaction = await db.connection('limiter').transaction()
    try {
      assert.deepEqual(await checkReadiness(app), {
        type: 'not_ready',
        reasons: ['database limiter does not answer'],
      })
      const response = await client.get('/health/ready')
      response.assertStatus(503)
    } finally {
      await transaction.rollback()
    }
  })
})

test.group('Databases', () => {
  for (const name of connectionNames) {
    test(`${name} has its pragmas and belongs to its user alone`, async ({ assert }) => {
      const pragma = async (setting: string) => {
        const [row] = await db.connection(name).rawQuery(`pragma ${setting}`)
        return Object.values(row)[0]
      }
      assert.equal(await pragma('journal_mode'), 'wal')
      assert.equal(await pragma('foreign_keys'), 1)
      assert.equal(await pragma('synchronous'), name === 'main' ? 2 : 1)
      assert.equal(await pragma('secure_delete'), name === 'limiter' ? 0 : 1)
      for (const suffix of ['', '-wal', '-shm']) {
        const { mode } = await stat(join(dataDirectory, `${name}.sqlite${suffix}`))
        assert.equal((mode & 0o777).toString(8), '600', suffix)
      }
    })
  }
})
