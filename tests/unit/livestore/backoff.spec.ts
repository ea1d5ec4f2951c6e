import { test } from '@japa/runner'
import { Backoff } from '../../../inertia/livestore/worker/backoff.js'

const delaysOver = (milliseconds: number) => {
  const backoff = new Backoff()
  const delays: { at: number; delay: number }[] = []
  for (let now = 0; now < milliseconds;) {
    const delay = backoff.next(now)
    delays.push({ at: now, delay })
    now += delay
  }
  return delays
}

test.group('Coming back after a lost connection', () => {
  test('is tried within a second for half a minute, then every few seconds', ({ assert }) => {
    const delays = delaysOver(120_000)
    assert.isAtMost(delays[0]!.delay, 250)
    for (const { at, delay } of delays) {
      assert.isAtMost(delay, at < 30_000 ? 1_000 : 5_000)
      if (at > 40_000) assert.isAtLeast(delay, 2_500)
    }
  })

  test('clients that lost the same server do not return in step', ({ assert }) => {
    const clients = Array.from({ length: 1_000 }, () => delaysOver(6_000).at(-1)!)
    const slots = new Map<number, number>()
    for (const { at, delay } of clients) {
      const slot = Math.floor((at + delay) / 100)
      slots.set(slot, (slots.get(slot) ?? 0) + 1)
    }
    assert.isAtMost(Math.max(...slots.values()), 300)
  })

  test('begins anew after a connection', ({ assert }) => {
    const backoff = new Backoff()
    for (let step = 0; step < 8; step++) backoff.next(step * 10_000)
    backoff.reset()
    assert.isAtMost(backoff.next(90_000), 250)
  })
})
