import { StorageUnavailableError } from '#core/database'
import { setTimeout as sleep } from 'node:timers/promises'

const FIRST_PAUSE = 100
const LONGEST_PAUSE = 5_000

/** Repeats work while the database is locked or the disk is full; any other error is thrown. */
export async function untilStored<T>(
  work: () => Promise<T>,
  onFailure: (error: StorageUnavailableError) => void
): Promise<T> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error
      onFailure(error)
      // Unreferenced: a process that is asked to end does not wait for a disk.
      await sleep(pause, undefined, { ref: false })
    }
  }
}
