import { setImmediate as tick } from 'node:timers/promises'
import { ModelDriver, type ModelPart, type ModelRequest, type ModelUsage } from '#ai/model_driver'
import { ModelError } from '#ai/model_error'
import { listPriceOf } from '#ai/pricing'
import type { LookUpResult } from '#ai/look_up/generation_look_up'
import type { ModelPricing } from '#shared/protocol/bootstrap'
import type { Random } from '#tests/support/random'

export const PRICING: ModelPricing = {
  ...{ input: 2_999_999_993, output: 15_000_000_007, cachedInput: 300_000_001 },
  ...{ cacheWrite: 0, perRequest: 11 },
}

const fates = {
  completes: 30,
  completesWithoutCost: 10,
  completesWithoutUsage: 10,
  breaksOff: 12,
  hangs: 20,
  hangsBeforeToken: 6,
  timesOut: 6,
  isBusy: 8,
  refuses: 4,
}
export type Fate = keyof typeof fates

/** A provider that keeps its own books: what it charged for, under which id, to the last nano-dollar. */
export class BillingUpstream {
  readonly ledger = new Map<string, { costNano: number; usage: ModelUsage }>()
  readonly met = new Map<Fate, number>()
  #ids = 0

  constructor(readonly random: Random) {}

  /** One process's way to it. */
  connect(): BillingDriver {
    return new BillingDriver(this)
  }

  nextFate(): Fate {
    const fate = this.random.weighted(fates)
    this.met.set(fate, (this.met.get(fate) ?? 0) + 1)
    return fate
  }

  /** A charge under a new id, not yet final. */
  open(): string {
    const id = `gen-${++this.#ids}`
    this.#charge(id, 0)
    return id
  }

  #charge(id: string, outputTokens: number): void {
    const known = this.ledger.get(id)?.usage
    const inputTokens = known?.inputTokens ?? 1 + this.random.below(5_000)
    const cachedTokens = known?.cachedTokens ?? this.random.below(inputTokens)
    const usage = { inputTokens, outputTokens, cachedTokens, reasoningTokens: 0 }
    // Providers do not charge what a list says: discounts, other hosts.
    const discount = known ? 0 : this.random.below(7)
    const listed = listPriceOf(PRICING, usage)!
    this.ledger.set(id, { usage, costNano: Math.max(0, listed - discount) })
  }

  write(id: string, tokens: number): void {
    this.#charge(id, this.ledger.get(id)!.usage.outputTokens + tokens)
  }

  bill(id: string) {
    return this.ledger.get(id)!
  }

  /** `GET /api/v1/generation`: now and then not ready yet. */
  lookUp(id: string): LookUpResult {
    if (this.random.below(10) === 0) return { type: 'not_ready' }
    const { costNano, usage } = this.bill(id)
    return { type: 'found', costNano, usage }
  }
}

class BillingDriver extends ModelDriver {
  /** A killed process reads nothing more, and nobody writes for it any more. */
  isDead = false

  constructor(private readonly upstream: BillingUpstream) {
    super()
  }

  async *stream(_request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    const { upstream } = this
    const fate = upstream.nextFate()
    if (fate === 'isBusy') throw new ModelError('RATE_LIMIT', { status: 429 })
    if (fate === 'refuses') throw new ModelError('VALIDATION', { status: 400 })
    const id = upstream.open()
    yield { type: 'response', upstreamId: id, model: 'model' }
    await this.#alive()
    if (fate === 'timesOut') throw new ModelError('TIMEOUT')
    if (fate === 'hangsBeforeToken') await hang(signal)
    for (let left = 1 + upstream.random.below(4); left > 0; left--) {
      upstream.write(id, 1 + upstream.random.below(40))
      yield { type: 'text', text: 'some words ' }
      await this.#alive()
      signal.throwIfAborted()
    }
    if (fate === 'breaksOff') throw new ModelError('PROVIDER', { status: 502 })
    if (fate === 'hangs') await hang(signal)
    const { costNano, usage } = upstream.bill(id)
    yield {
      ...{ type: 'finish', finishReason: 'stop' },
      usage: fate === 'completesWithoutUsage' ? null : usage,
      costNano: fate === 'completes' ? costNano : null,
    }
  }

  async #alive(): Promise<void> {
    await tick()
    if (this.isDead) await new Promise<never>(() => {})
  }
}

const hang = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
