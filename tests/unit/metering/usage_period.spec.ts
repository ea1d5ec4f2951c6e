import { isTimeZone, localTime, startOfDay } from '#metering/time_zone'
import { readPeriod } from '#metering/usage_period'
import { test } from '@japa/runner'
import fc from 'fast-check'

const HOUR = 60 * 60 * 1000
const iso = (moment: number) => new Date(moment).toISOString()
const zones = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Pacific/Apia', 'America/Havana', 'Africa/Lusaka'],
]

test.group('Days in time zones', () => {
  test('start at midnight there', ({ assert }) => {
    assert.equal(iso(startOfDay('Europe/Berlin', 2026, 7, 1)), '2026-06-30T22:00:00.000Z')
    assert.equal(iso(startOfDay('Asia/Kathmandu', 2026, 1, 1)), '2025-12-31T18:15:00.000Z')
    assert.equal(iso(startOfDay('Africa/Lusaka', 2026, 13, 1)), '2026-12-31T22:00:00.000Z')
  })

  test('start later where clocks jump over midnight, and once where it comes twice', ({
    assert,
  }) => {
    // Brazil put its clocks from 0:00 to 1:00.
    assert.equal(iso(startOfDay('America/Sao_Paulo', 2018, 11, 4)), '2018-11-04T03:00:00.000Z')
    // Cuba puts its clocks from 1:00 back to 0:00.
    assert.equal(iso(startOfDay('America/Havana', 2025, 11, 2)), '2025-11-02T04:00:00.000Z')
    // Samoa left out a whole day.
    const left = startOfDay('Pacific/Apia', 2011, 12, 30)
    assert.equal(left, startOfDay('Pacific/Apia', 2011, 12, 31))
  })

  test('follow each other without gap, and hold what they are named after', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2040, 0) }),
        (zone, moment) => {
          const { year, month, day } = localTime(zone, moment)
          const start = startOfDay(zone, year, month, day)
          const end = startOfDay(zone, year, month, day + 1)
          assert.isAtMost(start, moment)
          assert.isAbove(end, moment)
          assert.include([23, 23.5, 24, 24.5, 25], (end - start) / HOUR)
        }
      )
    )
  })

  test('names of zones are checked', ({ assert }) => {
    for (const name of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires']) {
      assert.isTrue(isTimeZone(name), name)
    }
    for (const name of ['', 'Mars/Olympus', '../etc/passwd', 'x'.repeat(5_000), 'UTC; --', 'é']) {
      assert.isFalse(isTimeZone(name), name)
    }
  })
})

test.group('Usage period', () => {
  const now = Date.parse('2026-11-21T09:30:00Z')

  test('a month has its days', ({ assert }) => {
    const { date, names, limits, current, earlier, later } = readPeriod(
      ...(['month', '2026-02', 'Europe/Berlin', now] as const)
    )
    assert.equal(date, '2026-02')
    assert.lengthOf(names, 28)
    assert.lengthOf(limits, 29)
    assert.equal(names[27], '2026-02-28')
    assert.deepEqual([current, earlier, later], [null, '2026-01', '2026-03'])
  })

  test('the present one ends in the future and has nothing later', ({ assert }) => {
    const month = readPeriod('month', undefined, 'UTC', now)
    assert.deepEqual([month.date, month.later, month.current], ['2026-11', null, 20])
    const year = readPeriod('year', undefined, 'UTC', now)
    assert.deepEqual(
      [year.date, year.earlier, year.later, year.current],
      ['2026', '2025', null, 10]
    )
    const day = readPeriod('day', undefined, 'Asia/Kathmandu', now)
    assert.deepEqual([day.date, day.later, day.current], ['2026-11-21', null, 15])
  })

  test('a day has 23 hours when clocks are put forward, 25 when they are put back', ({
    assert,
  }) => {
    const hours = (date: string) => readPeriod('day', date, 'Europe/Berlin', now).names
    assert.lengthOf(hours('2026-03-29'), 23)
    assert.notInclude(hours('2026-03-29'), '02')
    assert.lengthOf(hours('2026-10-25'), 25)
    assert.deepEqual(hours('2026-10-25').slice(2, 4), ['02', '02'])
  })

  test('what is no date is the present', ({ assert }) => {
    for (const date of ['', 'x', '2026-13', '1999-01', '2026-11-21', "2026-11'--"]) {
      assert.equal(readPeriod('month', date, 'UTC', now).date, '2026-11')
    }
    assert.equal(readPeriod('day', '2026-02-31', 'UTC', now).date, '2026-03-03')
  })
})
