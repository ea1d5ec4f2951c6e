import { findChromium } from '../chromium.js'
import { runChecks } from '../checks.js'
import { inRoot } from '../paths.js'
import { ensureBuild } from '../production_build.js'
import { runForeground } from '../processes.js'
import { say, Stop } from '../output.js'

const SUITES_WITHOUT_BROWSER = ['unit', 'functional', 'contracts']

/** What runs side by side: browser tests wait more than they work. The first one is seen as it goes. */
const LANES = [['browser'], ['unit', 'functional', 'contracts', 'sync']]

/** Everything, or the selection that Japa's own arguments make. */
export async function run(parameters) {
  const isSelection = parameters.length > 0
  const needsBrowser = !SUITES_WITHOUT_BROWSER.includes(parameters[0])
  const chromium = needsBrowser ? findChromium() : undefined
  if (isSelection) say('running a selection: format, lint and types are not checked')
  const checks = isSelection ? { passed: 0, failed: 0 } : await runChecks()
  await ensureBuild()
  const lanes = isSelection ? [parameters] : LANES
  if (!isSelection)
    say('running the browser tests, and the others beside them: those print at their end')
  const tests = await Promise.all(
    lanes.map((lane, index) => runJapa(lane, chromium, { holdOutput: index > 0 }))
  )
  const sum = (count) => tests.reduce((total, lane) => total + lane[count], 0)
  const passed = checks.passed + sum('passed')
  const failed = checks.failed + sum('failed')
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`${passed} passed, ${failed} failed${skipped}`)
  return failed === 0 && tests.every(({ code }) => code === 0) ? 0 : 1
}

async function runJapa(parameters, chromium, { holdOutput }) {
  let counts
  const code = await runForeground(
    process.execPath,
    ['--import=@poppinss/ts-exec', '--enable-source-maps', inRoot('bin', 'test.ts'), ...parameters],
    {
      env: { NODE_ENV: 'test', ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
      holdOutput,
      onMessage: (message) => (counts = message?.loftTestCounts ?? counts),
    }
  )
  if (!counts) throw new Stop(`The tests ended without a result (exit code ${code}).`)
  // A crash after the last test is a failure that no test counted.
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed
  return { ...counts, failed, code }
}
