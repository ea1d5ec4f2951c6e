import { findChromium } from '../chromium.js'
import { runChecks } from '../checks.js'
import { inRoot } from '../paths.js'
import { ensureBuild } from '../production_build.js'
import { runForeground } from '../processes.js'
import { say, Stop } from '../output.js'

const SUITES_WITHOUT_BROWSER = ['unit', 'functional', 'contracts']

/** Everything, or the selection that Japa's own arguments make. */
export async function run(parameters) {
  const isSelection = parameters.length > 0
  const needsBrowser = !SUITES_WITHOUT_BROWSER.includes(parameters[0])
  const chromium = needsBrowser ? findChromium() : undefined
  if (isSelection) say('running a selection: format, lint and types are not checked')
  const checks = isSelection ? { passed: 0, failed: 0 } : await runChecks()
  await ensureBuild()
  const tests = await runJapa(parameters, chromium)
  const passed = checks.passed + tests.passed
  const failed = checks.failed + tests.failed
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''
  console.log(`${passed} passed, ${failed} failed${skipped}`)
  return failed === 0 && tests.code === 0 ? 0 : 1
}

async function runJapa(parameters, chromium) {
  let counts
  const code = await runForeground(
    process.execPath,
    ['--import=@poppinss/ts-exec', '--enable-source-maps', inRoot('bin', 'test.ts'), ...parameters],
    {
      env: { NODE_ENV: 'test', ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
      onMessage: (message) => (counts = message?.loftTestCounts ?? counts),
    }
  )
  if (!counts) throw new Stop(`The tests ended without a result (exit code ${code}).`)
  // A crash after the last test is a failure that no test counted.
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed
  return { ...counts, failed, code }
}
