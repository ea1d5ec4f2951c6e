import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to another server, which tests cut and mend. */
export class CuttableLine {
  #isCut = false
  readonly #sockets = new Set<Socket>()
  readonly #server

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      near.on('error', () => {})
      if (this.#isCut) return near.resetAndDestroy()
      const far = connect(Number(target.port), target.hostname)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          this.#sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
  }

  static async to(address: string): Promise<CuttableLine> {
    const line = new CuttableLine(new URL(address))
    line.#server.listen(0, '127.0.0.1')
    await once(line.#server, 'listening')
    return line
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What is under way breaks off, and nothing gets through any more. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  mend(): void {
    this.#isCut = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
