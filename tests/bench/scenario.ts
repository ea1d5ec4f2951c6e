import type { Rig, RigOptions } from '#tests/bench/rig'

/** One number of the result. With `most` it has a target: reached when it is not above. */
export interface Figure {
  name: string
  value: number
  unit: string
  most?: number
  /** What else was seen: other percentiles, how many samples, ratios. */
  detail: string
}

/** What a scenario is given: rigs that are gone when it is over, and a voice. */
export interface Bench {
  rig(options?: RigOptions): Promise<Rig>
  say(text: string): void
}

export interface Scenario {
  /** One line: what is measured, from where to where. */
  about: string
  /** It counts as not run when it takes longer. */
  limitSeconds: number
  run(bench: Bench): Promise<Figure[]>
}
