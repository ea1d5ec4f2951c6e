/** Time as a dependency, so that tests decide what time it is. Container token and contract. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): number
}

/** The time of this machine. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now()
  }
}
