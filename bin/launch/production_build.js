import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.js'
import { runQuietly } from './processes.js'
import { orStop, say, Stop } from './output.js'

const STAMP = inRoot('build', '.loft-stamp')

const SOURCES = [
  'app',
  'bin',
  'commands',
  'config',
  'database',
  'inertia',
  'providers',
  'public',
  'resources',
  'start',
  'types',
  'adonisrc.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
]

/** Builds build/ when a source differs from what the last build saw. */
export async function ensureBuild() {
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  say('building for production (about 20 seconds)')
  // Types are the business of `npm run check`; the emitted program does not depend on them.
  const { code, output } = await runQuietly(
    process.execPath,
    ['ace.js', 'build', '--ignore-ts-errors'],
    { env: { NODE_ENV: 'production' } }
  )
  if (code !== 0) throw new Stop(`The build failed:\n${output.trim()}`)
  orStop(() => writeFileSync(STAMP, wanted))
}

/** Sizes and times rather than contents: it has to be quick, and a needless build harms nobody. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES) addTo(hash, source)
  return hash.digest('hex')
}

function addTo(hash, path) {
  if (path === join('public', 'assets') || path === join('public', 'sw.js')) return
  const stats = statSync(inRoot(path), { throwIfNoEntry: false })
  if (!stats) return
  if (!stats.isDirectory()) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(inRoot(path)).sort()) addTo(hash, join(path, name))
}
