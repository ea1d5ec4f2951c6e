/**
 * `npm start`, `npm test` and their relatives, on any Node from 20 on and without a dependency: brings
 * the checkout into the state the command needs, says what it is doing, and runs it.
 */
import { applyDependencies } from './launch/dependencies.js'
import { prepareEnvironment } from './launch/environment_file.js'
import { Stop } from './launch/output.js'
import { needsOtherNode, runWithRequiredNode } from './launch/node_runtime.js'

const COMMANDS = {
  start: () => import('./launch/commands/start.js'),
  dev: () => import('./launch/commands/dev.js'),
  build: () => import('./launch/commands/build.js'),
  test: () => import('./launch/commands/test.js'),
  check: () => import('./launch/commands/check.js'),
  bench: () => import('./launch/commands/bench.js'),
  ace: () => import('./launch/commands/ace.js'),
}

async function launch([name = 'start', ...parameters]) {
  const load = COMMANDS[name]
  if (!load)
    throw new Stop(`There is no command "${name}"; try ${Object.keys(COMMANDS).join(', ')}.`)
  if (needsOtherNode()) return runWithRequiredNode([name, ...parameters])
  await applyDependencies()
  prepareEnvironment()
  const { run } = await load()
  return run(parameters)
}

try {
  process.exitCode = await launch(process.argv.slice(2))
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof Stop ? `Loft: ${error.message}` : error)
}
