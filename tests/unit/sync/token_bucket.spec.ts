import { test } from '@japa/runner'
import { TokenBucket, TokenBuckets } from '#sync/token_bucket'

const rate = { burst: 10, perMinute: 60 }

test.group('Sync | token bucket', () => {
  test('a burst is free, what follows owes its time', ({ assert }) => {
    const bucket = new TokenBucket(rate, 0)
    assert.equal(bucket.take(rate, 10, 0), 0)
    assert.equal(bucket.take(rate, 1, 0), 1_000)
    assert.equal(bucket.take(rate, 1, 0), 2_000)
    assert.equal(bucket.take(rate, 1, 3_000), 0)
  })

  test('never holds more than the burst, also when clocks go backwards', ({ assert }) => {
    const bucket = new TokenBucket(rate, 1_000_000)
    assert.equal(bucket.take(rate, 10, 0), 0)
    assert.isTrue(bucket.isFull(rate, 10_000_000))
    assert.equal(bucket.take(rate, 11, 10_000_000), 1_000)
  })

  test('keys do not share', ({ assert }) => {
    const buckets = new TokenBuckets(rate)
    assert.equal(buckets.take('one', 20, 0), 10_000)
    assert.equal(buckets.take('two', 1, 0), 0)
  })
})
