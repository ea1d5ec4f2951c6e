import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

import { CatalogueRefresher } from '#ai/catalogue/catalogue_refresher'
import type { RefreshResult } from '#ai/catalogue/refresh_catalogue'

const HOUR = 3_600_000
const settings = { maxAgeMs: 6 * HOUR, firstPauseMs: 60_000, longestPauseMs: HOUR }

async function givenRefresher({ heardAt = null as number | null, isWanted = true } = {}) {
  const world = {
    now: 1_000 * HOUR,
    heardAt,
    isWanted,
    calls: 0,
    result: null as RefreshResult | null,
  }
  const refresher = new CatalogueRefresher({
    refresh: {
      async handle() {
        world.calls++
        if (world.result) return world.result
        world.heardAt = world.now
        return { type: 'refreshed', models: 1 }
      },
    },
    table: { heardAt: async () => world.heardAt },
    isWanted: async () => world.isWanted,
    settings,
    now: () => world.now,
    logger: await app.container.make('logger'),
  })
  return { world, refresher }
}

test.group('Keeping the catalogue fresh', () => {
  test('nobody is asked while nobody has a key', async ({ assert }) => {
    const { world, refresher } = await givenRefresher({ isWanted: false })
    await refresher.refreshIfOld()
    assert.equal(world.calls, 0)
    world.isWanted = true
    await refresher.refreshIfOld()
    assert.equal(world.calls, 1)
  })

  test('only what is six hours old is asked for again', async ({ assert }) => {
    const { world, refresher } = await givenRefresher()
    await refresher.refreshIfOld()
    world.now += 6 * HOUR - 1
    await refresher.refreshIfOld()
    assert.equal(world.calls, 1)
    world.now += 1
    await refresher.refreshIfOld()
    assert.equal(world.calls, 2)
  })

  test('failures make it wait longer and longer, at most an hour; a success forgets them', async ({
    assert,
  }) => {
    const { world, refresher } = await givenRefresher()
    world.result = { type: 'failed', reason: 'unreachable' }
    for (const pause of [60_000, 120_000, 240_000, 480_000, 960_000, 1_920_000, HOUR, HOUR]) {
      const before = world.calls
      await refresher.refreshIfOld()
      assert.equal(world.calls, before + 1)
      world.now += pause - 1
      await refresher.refreshIfOld()
      assert.equal(world.calls, before + 1, `before ${pause}`)
      world.now += 1
    }
    world.result = null
    await refresher.refreshIfOld()
    world.now += 6 * HOUR
    world.result = { type: 'failed', reason: 'unreadable' }
    const before = world.calls
    await refresher.refreshIfOld()
    world.now += 60_000
    await refresher.refreshIfOld()
    assert.equal(world.calls, before + 2)
  })

  test('two who ask at once ask together', async ({ assert }) => {
    const { world, refresher } = await givenRefresher()
    await Promise.all([refresher.refreshIfOld(), refresher.refreshIfOld()])
    assert.equal(world.calls, 1)
  })
})
