/** How many at once, and how many more every minute. */
export interface Rate {
  burst: number
  perMinute: number
}

/** Counts what was used against a rate. Going below zero is allowed: the debt is the time to wait. */
export class TokenBucket {
  #tokens: number
  #countedAt: number

  constructor(rate: Rate, now: number) {
    this.#tokens = rate.burst
    this.#countedAt = now
  }

  /** Uses `cost` and returns the milliseconds until that is within the rate, 0 when it is already. */
  take(rate: Rate, cost: number, now: number): number {
    this.#refill(rate, now)
    this.#tokens -= cost
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens * 60_000) / rate.perMinute)
  }

  /** Whether nothing would be lost by forgetting this bucket. */
  isFull(rate: Rate, now: number): boolean {
    this.#refill(rate, now)
    return this.#tokens >= rate.burst
  }

  #refill(rate: Rate, now: number): void {
    const earned = (Math.max(0, now - this.#countedAt) * rate.perMinute) / 60_000
    this.#tokens = Math.min(rate.burst, this.#tokens + earned)
    this.#countedAt = now
  }
}

/** One bucket per key, forgotten once full. */
export class TokenBuckets {
  readonly #buckets = new Map<string, TokenBucket>()
  #pruneAt = 1_000

  constructor(readonly rate: Rate) {}

  take(key: string, cost: number, now = Date.now()): number {
    let bucket = this.#buckets.get(key)
    if (!bucket) {
      if (this.#buckets.size >= this.#pruneAt) this.#prune(now)
      this.#buckets.set(key, (bucket = new TokenBucket(this.rate, now)))
    }
    return bucket.take(this.rate, cost, now)
  }

  #prune(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.isFull(this.rate, now)) this.#buckets.delete(key)
    }
    this.#pruneAt = Math.max(1_000, this.#buckets.size * 2)
  }
}
