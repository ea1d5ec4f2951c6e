/**
 * `npm run bench` measures the production build on this machine and prints figures beside their targets:
 *
 *   npm run bench -- --only wire,reload
 *
 * A missed target is a result, not a failure: the exit code is 0 unless a scenario could not run. Everything talks over loopback
 * and is gone afterwards.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chooseScenarios } from '#tests/bench/registry'
import { figureLine, table, type Outcome } from '#tests/bench/report'
import { Rigs } from '#tests/bench/rigs'
import type { Scenario } from '#tests/bench/scenario'

const WHOLE_RUN_SECONDS = 355

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = chooseScenarios(values.only)
const deadline = performance.now() + WHOLE_RUN_SECONDS * 1_000
const interrupted = Promise.withResolvers<never>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => interrupted.reject(new Error(`Interrupted by ${signal}`)))
}
interrupted.promise.catch(() => (process.exitCode = 1))

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
)
const outcomes: Outcome[] = []
for (const [name, scenario] of chosen) {
  const outcome = await measure(name, scenario)
  outcomes.push(outcome)
  if (outcome.type === 'not_run') console.error(`  not run: ${outcome.reason}`)
  else console.log(outcome.figures.map(figureLine).join('\n'))
}
console.log(`\n${table(outcomes)}`)
if (outcomes.some(({ type }) => type === 'not_run')) process.exitCode = 1
// A scenario that was given up may still hold timers and sockets.
process.exit()

async function measure(name: string, scenario: Scenario): Promise<Outcome> {
  console.log(`\n${name}: ${scenario.about}`)
  const startedAt = performance.now()
  const limit = Math.min(scenario.limitSeconds * 1_000, deadline - startedAt)
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`Not over within ${Math.round(limit / 1_000)} s`)),
    Math.max(0, limit)
  )
  const rigs = new Rigs()
  const say = (text: string) => console.log(`  ${text}`)
  try {
    const run = scenario.run({ rig: (options) => rigs.start(options), say })
    const figures = await Promise.race([run, late.promise, interrupted.promise])
    const seconds = Math.round((performance.now() - startedAt) / 1_000)
    say(`(${seconds} s; load average of the last minute ${loadavg()[0]!.toFixed(1)})`)
    return { type: 'measured', name, figures }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { type: 'not_run', name, reason: `${reason}${rigs.problems()}` }
  } finally {
    clearTimeout(timer)
    await rigs.dispose()
  }
}
