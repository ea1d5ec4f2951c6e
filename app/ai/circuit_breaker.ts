export interface CircuitConfig {
  /** Failures in a row that open a circuit. */
  failures: number
  /** How long an open circuit lets nothing through, in milliseconds. */
  pause: number
}

interface Circuit {
  failures: number
  /** Null while the circuit is closed. */
  openUntil: number | null
  isProbing: boolean
  /** Changes whenever the circuit opens or closes: what began before says nothing about what is now. */
  era: number
  /** Calls that were let through and have not ended. */
  running: number
}

/** The right to one call. Its holder must end it in exactly one of three ways; further ends are ignored. */
export interface CircuitPass {
  /** The first token came: a probe has its answer, and others need not wait for the end. */
  started(): void
  succeeded(): void
  /** The provider failed or was too slow. */
  failed(): void
  /** Nothing was learnt about the provider: a stop, a refused key, a bad request. */
  released(): void
}

const CIRCUITS_KEPT = 1_000
/** When to ask again while a probe is under way. */
const PROBE_TIME = 1_000

/**
 * Keeps calls away from upstreams that fail: after some failures in a row nothing is let through for a while, then one call
 * alone (the probe), and everybody again once that has got its first token. Needs no timer.
 */
export class CircuitBreaker {
  readonly #circuits = new Map<string, Circuit>()
  #eras = 0

  constructor(
    private readonly config: CircuitConfig,
    private readonly now: () => number
  ) {}

  /** Lets one call through, or says in how many milliseconds to ask again. */
  enter(key: string): { pass: CircuitPass } | { retryAfterMs: number } {
    const circuit = this.#circuits.get(key) ?? this.#create(key)
    if (circuit.openUntil !== null) {
      const wait = circuit.openUntil - this.now()
      if (wait > 0) return { retryAfterMs: wait }
      if (circuit.isProbing) return { retryAfterMs: PROBE_TIME }
      circuit.isProbing = true
    }
    circuit.running++
    return { pass: this.#pass(key, circuit) }
  }

  get size(): number {
    return this.#circuits.size
  }

  #pass(key: string, circuit: Circuit): CircuitPass {
    let isProbe = circuit.openUntil !== null
    let { era } = circuit
    let hasEnded = false
    const end = (learn: () => void) => {
      if (hasEnded) return
      hasEnded = true
      circuit.running--
      if (circuit.era === era) learn()
      const isBlank = circuit.openUntil === null && circuit.failures === 0
      if (isBlank && circuit.running === 0 && this.#circuits.get(key) === circuit) {
        this.#circuits.delete(key)
      }
    }
    return {
      started: () => {
        if (!isProbe || hasEnded || circuit.era !== era) return
        this.#close(circuit)
        isProbe = false
        era = circuit.era
      },
      succeeded: () => end(() => this.#close(circuit)),
      failed: () => end(() => this.#fail(circuit, isProbe)),
      released: () => end(() => (circuit.isProbing = false)),
    }
  }

  #create(key: string): Circuit {
    const [oldest] = this.#circuits.keys()
    if (oldest !== undefined && this.#circuits.size >= CIRCUITS_KEPT) this.#circuits.delete(oldest)
    const circuit = {
      failures: 0,
      openUntil: null,
      isProbing: false,
      era: ++this.#eras,
      running: 0,
    }
    this.#circuits.set(key, circuit)
    return circuit
  }

  #close(circuit: Circuit): void {
    if (circuit.openUntil !== null) circuit.era = ++this.#eras
    circuit.failures = 0
    circuit.openUntil = null
    circuit.isProbing = false
  }

  #fail(circuit: Circuit, isProbe: boolean): void {
    circuit.failures++
    if (!isProbe && circuit.failures < this.config.failures) return
    circuit.openUntil = this.now() + this.config.pause
    circuit.isProbing = false
    circuit.era = ++this.#eras
  }
}
