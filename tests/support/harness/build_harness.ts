import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '#tests/support/test_environment'

const OUTPUT = inCheckout('tmp/harness')
const STAMP = join(OUTPUT, '.stamp')
const SOURCES = [
  'inertia/livestore',
  'app/shared',
  'tests/support/harness',
  'bin/dependencies_plugin.ts',
  'package-lock.json',
  'patches',
]

let building: Promise<string> | undefined

/** The folder with the bundled page; built once per run, and only when a source has changed. */
export function buildHarness(): Promise<string> {
  return (building ??= build())
}

async function build(): Promise<string> {
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return OUTPUT
  // A process of its own, because Vite takes NODE_ENV=test for a reason to bundle development code.
  const vite = spawn(
    process.execPath,
    [
      inCheckout('node_modules/vite/bin/vite.js'),
      'build',
      '--config',
      inCheckout('tests/support/harness/vite.config.ts'),
      '--logLevel',
      'warn',
    ],
    { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] }
  )
  let output = ''
  vite.stdout.on('data', (chunk) => (output += chunk))
  vite.stderr.on('data', (chunk) => (output += chunk))
  const [code] = (await once(vite, 'close')) as [number]
  if (code !== 0) throw new Error(`The harness could not be built:\n${output}`)
  writeFileSync(STAMP, wanted)
  return OUTPUT
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) addTo(hash, inCheckout(source))
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return
  if (!stats.isDirectory()) return void hash.update(path).update(readFileSync(path))
  for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
}
