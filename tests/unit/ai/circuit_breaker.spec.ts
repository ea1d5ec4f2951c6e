import { test } from '@japa/runner'
import fc from 'fast-check'

import { CircuitBreaker, type CircuitPass } from '#ai/circuit_breaker'

const CONFIG = { failures: 3, pause: 100 }

class Lab {
  time = 0
  readonly breaker = new CircuitBreaker(CONFIG, () => this.time)

  /** A call that was let through. */
  enter(key = 'a'): CircuitPass {
    const entry = this.breaker.enter(key)
    if ('retryAfterMs' in entry) throw new Error(`closed for ${entry.retryAfterMs} ms`)
    return entry.pass
  }

  refusal(key = 'a'): number | null {
    const entry = this.breaker.enter(key)
    if ('retryAfterMs' in entry) return entry.retryAfterMs
    entry.pass.released()
    return null
  }

  fail(times: number): void {
    for (let count = 0; count < times; count++) this.enter().failed()
  }
}

test.group('Circuit breaker', () => {
  test('opens after failures in a row, for a while, and says for how long', ({ assert }) => {
    const lab = new Lab()
    lab.fail(2)
    assert.isNull(lab.refusal())
    lab.fail(1)
    assert.equal(lab.refusal(), 100)
    lab.time = 60
    assert.equal(lab.refusal(), 40)
    assert.isNull(lab.refusal('b'), 'another upstream is not concerned')
  })

  test('a success in between starts the count again', ({ assert }) => {
    const lab = new Lab()
    lab.fail(2)
    lab.enter().succeeded()
    lab.fail(2)
    assert.isNull(lab.refusal())
  })

  test('a half-open circuit lets one probe through, and its first token lets in the rest', ({
    assert,
  }) => {
    const lab = new Lab()
    lab.fail(3)
    lab.time = 100
    const probe = lab.enter()
    assert.isAbove(lab.refusal()!, 0)
    probe.started()
    assert.isNull(lab.refusal())
    assert.isNull(lab.refusal())
    probe.failed()
    lab.fail(2)
    assert.equal(lab.refusal(), 100, 'breaking off after the first token counts too')
  })

  test('a probe that fails opens it again at once; one that is stopped hands on', ({ assert }) => {
    const lab = new Lab()
    lab.fail(3)
    lab.time = 100
    lab.enter().released()
    lab.enter().failed()
    assert.equal(lab.refusal(), 100)
  })

  test('what began before it opened says nothing afterwards', ({ assert }) => {
    const lab = new Lab()
    const [early, late] = [lab.enter(), lab.enter()]
    lab.fail(3)
    early.succeeded()
    assert.equal(lab.refusal(), 100)
    lab.time = 50
    late.failed()
    assert.equal(lab.refusal(), 50, 'the pause is not prolonged')
  })

  test('keeps nothing of healthy upstreams and a bounded number of others', ({ assert }) => {
    const lab = new Lab()
    for (let key = 0; key < 50; key++) lab.enter(`healthy ${key}`).succeeded()
    assert.equal(lab.breaker.size, 0)
    for (let key = 0; key < 2_000; key++) lab.enter(`failing ${key}`).failed()
    assert.isAtMost(lab.breaker.size, 1_000)
  })

  test('random calls, ends and times: never more than one probe, never stuck, never open for no reason', ({
    assert,
  }) => {
    const command = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ type: 'enter' as const }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(120) }) },
      {
        weight: 5,
        arbitrary: fc.record({
          type: fc.constant('end' as const),
          index: fc.nat(20),
          how: fc.constantFrom('started', 'succeeded', 'failed', 'failed', 'failed', 'released'),
        }),
      }
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 150, size: 'max' }), (commands) => {
        const lab = new Lab()
        const running: { pass: CircuitPass; era: number; isProbe: boolean }[] = []
        // What the circuit must be: told by what happened, without the breaker.
        let [failures, era, openUntil] = [0, 0, null as number | null]
        const isProbing = () => running.some((call) => call.isProbe)
        const open = () => {
          openUntil = lab.time + CONFIG.pause
          era++
        }
        const close = () => {
          if (openUntil !== null) era++
          ;[failures, openUntil] = [0, null]
        }
        for (const step of commands) {
          if (step.type === 'wait') lab.time += step.ms
          if (step.type === 'enter') {
            const entry = lab.breaker.enter('a')
            const isHeld = openUntil !== null && (lab.time < openUntil || isProbing())
            assert.equal('retryAfterMs' in entry, isHeld)
            if ('retryAfterMs' in entry) assert.isAbove(entry.retryAfterMs, 0)
            else running.push({ pass: entry.pass, era, isProbe: openUntil !== null })
          }
          if (step.type !== 'end' || running.length === 0) continue
          const call = running[step.index % running.length]
          call.pass[step.how]()
          if (step.how !== 'started') running.splice(running.indexOf(call), 1)
          if (call.era !== era) continue
          if (step.how === 'succeeded') close()
          if (step.how === 'started' && call.isProbe) {
            close()
            Object.assign(call, { era, isProbe: false })
          }
          if (step.how !== 'failed') continue
          failures++
          if (call.isProbe || failures >= CONFIG.failures) open()
        }
        // Whatever happened: once everybody has left and the pause is over, somebody is let in.
        for (const { pass } of running) pass.released()
        lab.time += CONFIG.pause
        assert.isNull(lab.refusal())
      }),
      { numRuns: 500, verbose: 1 }
    )
  })
})
