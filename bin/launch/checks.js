import { inRoot } from './paths.js'
import { runQuietly } from './processes.js'
import { say } from './output.js'

const script = (...parts) => inRoot('node_modules', ...parts)

const CHECKS = [
  {
    name: 'format',
    program: script('prettier', 'bin', 'prettier.cjs'),
    parameters: ['--check', '.'],
  },
  { name: 'lint', program: script('oxlint', 'bin', 'oxlint'), parameters: ['--deny-warnings'] },
  { name: 'types (server)', program: script('typescript', 'bin', 'tsc'), parameters: ['--noEmit'] },
  {
    name: 'types (browser)',
    program: script('typescript', 'bin', 'tsc'),
    parameters: ['--noEmit', '-p', 'inertia/tsconfig.json'],
  },
]

/** Format, lint and types; each counts like one test. */
export async function runChecks() {
  say('checking format, lint and types')
  const results = await Promise.all(
    CHECKS.map(async ({ name, program, parameters }) => {
      const { code, output } = await runQuietly(process.execPath, [program, ...parameters])
      return { name, isPassed: code === 0, output }
    })
  )
  for (const { name, isPassed, output } of results) {
    console.log(`  ${isPassed ? '✔' : '✖'} ${name}`)
    if (!isPassed) console.log(output.trim())
  }
  const passed = results.filter(({ isPassed }) => isPassed).length
  return { passed, failed: results.length - passed }
}
