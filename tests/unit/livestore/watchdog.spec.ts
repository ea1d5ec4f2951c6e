import { test } from '@japa/runner'
import {
  stuckAfterMs,
  Watchdog,
  type WatchdogSight,
} from '../../../inertia/livestore/store/watchdog.js'

const calm: WatchdogSight = {
  hasAnswered: true,
  isConnected: true,
  activity: 7,
  oldestAt: undefined,
  count: 0,
  session: { head: 40, pending: 0 },
}
const EVERY = 2_000

/** When it is time to recover, in milliseconds from the first look; null when it never is. */
function firstAlarm(sightAt: (now: number) => Partial<WatchdogSight>): number | null {
  const watchdog = new Watchdog()
  const start = 1_000_000
  for (let now = 0; now < 200_000; now += EVERY) {
    if (watchdog.look({ ...calm, ...sightAt(now) }, start + now)) return now
  }
  return null
}

const pending = { head: 40, pending: 20 }

test.group('The watchdog', () => {
  test('leaves what is at rest alone', ({ assert }) => {
    assert.isNull(firstAlarm(() => ({})))
  })

  test('notices an event that does not leave the outbox', ({ assert }) => {
    assert.equal(
      firstAlarm(() => ({ oldestAt: 5, count: 1 })),
      stuckAfterMs
    )
  })

  test('notices a session that holds what the server has', ({ assert }) => {
    assert.equal(
      firstAlarm(() => ({ session: pending })),
      stuckAfterMs
    )
  })

  test('is patient with a session while anything explains why it waits', ({ assert }) => {
    assert.isNull(firstAlarm(() => ({ session: pending, isConnected: false })))
    assert.isNull(firstAlarm((now) => ({ session: pending, activity: now })))
    assert.isNull(firstAlarm((now) => ({ session: { ...pending, head: now } })))
    assert.isNull(firstAlarm((now) => ({ session: { head: 40, pending: 20 + (now % 3) } })))
    const slow = (now: number) => ({ session: pending, oldestAt: now, count: 20 })
    assert.isNull(firstAlarm(slow))
  })

  test('notices a worker that says nothing any more', ({ assert }) => {
    assert.isNotNull(firstAlarm((now) => ({ hasAnswered: now < 20_000 })))
  })
})
