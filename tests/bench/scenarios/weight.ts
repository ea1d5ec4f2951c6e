import { existsSync, readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Figure, Scenario } from '#tests/bench/scenario'
import { inCheckout } from '#tests/support/test_environment'

const ASSETS = 'build/public/assets'
const ENTRIES = ['inertia/app.tsx', 'inertia/pages/chat.tsx']
/** Its dynamic imports are the other pages, which a chat does not need. */
const DIRECTORY_OF_PAGES = 'inertia/app.tsx'
/** Not part of a chat of text: drawn on demand, or for files. */
const NOT_TEXT = /node_modules\/(mermaid|tus-js-client)\/|inertia\/(lib\/pdf|components\/reader)\//
const LARGEST = 6

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

/** What a browser that knows nothing of Loft has to fetch. Workers and wasm are no part of Vite's graph of the page. */
export const weight: Scenario = {
  about:
    'JavaScript of the production build in kB (1,000 bytes), as the server sends it with gzip, without workers and wasm',
  limitSeconds: 20,
  async run() {
    const manifest = JSON.parse(
      readFileSync(inCheckout(`${ASSETS}/.vite/manifest.json`), 'utf8')
    ) as Manifest
    const first = closure(manifest, ENTRIES, () => [])
    const chat = closure(manifest, ENTRIES, (key) =>
      key === DIRECTORY_OF_PAGES
        ? []
        : (manifest[key]?.dynamicImports ?? []).filter((name) => !NOT_TEXT.test(name))
    )
    const lazy = [...chat].filter((key) => !first.has(key))
    return [
      figure('first load of /chat → usable composer', manifest, [...first], 350),
      {
        ...figure('all code of a text chat', manifest, [...chat], 520),
        detail: `loaded later: ${largest(manifest, lazy)}; highlighting, formulas, dialogs and the opening of the database included`,
      },
    ]
  },
}

/** Chunks that come with `keys`; `later` names those that a chunk may ask for while it runs. */
function closure(
  manifest: Manifest,
  keys: readonly string[],
  later: (key: string) => readonly string[]
): Set<string> {
  const found = new Set<string>()
  const add = (key: string) => {
    if (found.has(key)) return
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no ${key}`)
    found.add(key)
    for (const next of [...(chunk.imports ?? []), ...later(key)]) add(next)
  }
  for (const key of keys) add(key)
  return found
}

function figure(name: string, manifest: Manifest, keys: string[], most: number): Figure {
  const bytes = keys.reduce((sum, key) => sum + gzipBytes(manifest[key]!.file), 0)
  const detail = `${keys.length} files, the largest: ${largest(manifest, keys)}`
  return { name, value: bytes / 1_000, unit: 'kB', most, detail }
}

function largest(manifest: Manifest, keys: readonly string[]): string {
  return keys
    .map((key) => ({
      name: manifest[key]!.file,
      kilobytes: gzipBytes(manifest[key]!.file) / 1_000,
    }))
    .toSorted((a, b) => b.kilobytes - a.kilobytes)
    .slice(0, LARGEST)
    .map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`)
    .join(', ')
}

/** Small files are sent as they are, and are counted as if they were not. */
function gzipBytes(file: string): number {
  const path = inCheckout(`${ASSETS}/${file}`)
  if (existsSync(`${path}.gz`)) return statSync(`${path}.gz`).size
  return gzipSync(readFileSync(path), { level: 9 }).length
}
