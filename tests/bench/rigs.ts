import { Rig, type RigOptions } from '#tests/bench/rig'

/** The rigs of one scenario. */
export class Rigs {
  readonly #rigs: Rig[] = []
  #isOver = false

  async start(options?: RigOptions): Promise<Rig> {
    const rig = await Rig.start(options)
    // The scenario was given up while this one started.
    if (this.#isOver) await rig.dispose()
    else this.#rigs.push(rig)
    return rig
  }

  /** What servers and browsers complained about, for a scenario that failed. */
  problems(): string {
    return this.#rigs.map((rig) => rig.problems()).join('')
  }

  async dispose(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#rigs.map((rig) => rig.dispose()))
  }
}
