import { findChromium } from '../chromium.js'
import { inRoot } from '../paths.js'
import { ensureBuild } from '../production_build.js'
import { runForeground } from '../processes.js'

/** Benchmarks measure the production build. */
export async function run(parameters) {
  const chromium = findChromium()
  await ensureBuild()
  return runForeground(
    process.execPath,
    ['--import=@poppinss/ts-exec', inRoot('tests', 'bench', 'run.ts'), ...parameters],
    { env: { CHROMIUM_PATH: chromium } }
  )
}
