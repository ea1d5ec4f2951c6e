import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './paths.js'
import { npm, runQuietly } from './processes.js'
import { orStop, say, Stop } from './output.js'

const STAMP = inRoot('node_modules', '.loft-stamp')

/** Installs exactly what the lock file names, when it names something else than last time. */
export async function applyDependencies() {
  const wanted = stampOf([inRoot('package-lock.json'), ...patchFiles()])
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  say('installing dependencies (a minute or two the first time)')
  // `npm ci` refuses a lock file that lacks another platform's optional binaries, which is how a registry
  // without them makes it. `install --no-save` keeps to the lock file as well and does not change it.
  // No package needs its install script: better-sqlite3 carries its binaries.
  await npm(['install', '--no-save', '--ignore-scripts'], 'install the dependencies')
  if (patchFiles().length > 0) await applyPatches()
  orStop(() => writeFileSync(STAMP, wanted))
}

function stampOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}

function patchFiles() {
  const folder = inRoot('patches')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => inRoot('patches', name))
}

async function applyPatches() {
  const script = inRoot('node_modules', 'patch-package', 'index.js')
  const { code, output } = await runQuietly(process.execPath, [script, '--error-on-fail'])
  if (code !== 0) throw new Stop(`The patches in patches/ do not fit:\n${output.trim()}`)
}
