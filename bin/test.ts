import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const dataDirectory = mkdtempSync(join(tmpdir(), 'loft-test-'))
process.on('exit', () => rmSync(dataDirectory, { recursive: true, force: true }))
process.env.NODE_ENV = 'test'
process.env.DATA_DIR = dataDirectory

const { configure, processCLIArgs, run } = await import('@japa/runner')
const { createIgnitor, reportBootFailure } = await import('./boot.js')

createIgnitor()
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('../tests/bootstrap.js')
    processCLIArgs(process.argv.slice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      setup: runnerHooks.setup,
      teardown: [...runnerHooks.teardown, () => app.terminate()],
    })
  })
  .run(() => run())
  .catch(reportBootFailure)
