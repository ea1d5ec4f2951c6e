import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)

export const inCheckout = (path: string): string => fileURLToPath(new URL(path, ROOT))

/** The system's Chromium; the launcher of the tests finds it and says so here. */
export const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

/** `LOFT_TEST_SEED=123` runs the property tests with that seed alone. */
export const chosenSeed: number | undefined = process.env.LOFT_TEST_SEED
  ? Number(process.env.LOFT_TEST_SEED)
  : undefined
