import { ensureBuild } from '../production_build.js'
import { say } from '../output.js'

export async function run() {
  await ensureBuild()
  say('build/ is up to date')
  return 0
}
