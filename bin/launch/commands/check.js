import { runChecks } from '../checks.js'

export async function run() {
  const { passed, failed } = await runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
