import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './paths.js'
import { orStop, say } from './output.js'

const FILE = inRoot('.env')

/** Secrets that every installation makes for itself. */
const GENERATED = ['APP_KEY', 'KEYS_ENCRYPTION_KEY']

/** Makes .env from .env.example, or adds what a newer version knows; never changes what is there. */
export function prepareEnvironment() {
  const example = fillIn(readFileSync(inRoot('.env.example'), 'utf8'))
  if (!existsSync(FILE)) {
    orStop(() => writeFileSync(FILE, example, { mode: 0o600 }))
    say('wrote .env with fresh keys')
    return
  }
  const current = readFileSync(FILE, 'utf8')
  const known = new Set(settings(current).map(({ name }) => name))
  const missing = settings(example).filter(({ name }) => !known.has(name))
  if (missing.length === 0) return
  const lines = missing.map(({ line }) => line).join('\n')
  const separator = current === '' || current.endsWith('\n') ? '' : '\n'
  orStop(() => writeFileSync(FILE, `${current}${separator}${lines}\n`))
  say(`added to .env: ${missing.map(({ name }) => name).join(', ')}`)
}

const fillIn = (text) =>
  GENERATED.reduce(
    (filled, name) =>
      filled.replace(
        new RegExp(`^${name}=$`, 'm'),
        () => `${name}=${randomBytes(32).toString('base64')}`
      ),
    text
  )

const settings = (text) =>
  text
    .split('\n')
    .map((line) => ({ line, name: /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1] }))
    .filter(({ name }) => name)
