import type { Duplex } from 'node:stream'

/** Writes what it gets in order, each piece `delay()` milliseconds after it came. */
export class Pipe {
  #queue: { due: number; chunk: Buffer | null }[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly target: Duplex,
    private readonly delay: () => number
  ) {}

  write(chunk: Buffer): void {
    this.#add(chunk)
  }

  /** Ends the connection behind everything that was written. */
  end(): void {
    this.#add(null)
  }

  #add(chunk: Buffer | null): void {
    const delay = this.delay()
    if (delay === 0 && this.#queue.length === 0) return this.#deliver(chunk)
    this.#queue.push({ due: Date.now() + delay, chunk })
    this.#arm()
  }

  #arm(): void {
    const [first] = this.#queue
    if (!first || this.#timer) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        const next = this.#queue.shift()
        if (next) this.#deliver(next.chunk)
        this.#arm()
      },
      Math.max(0, first.due - Date.now())
    )
  }

  #deliver(chunk: Buffer | null): void {
    if (chunk === null) this.target.destroy()
    else if (!this.target.destroyed) this.target.write(chunk)
  }
}
