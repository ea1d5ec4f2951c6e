import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface SourceFile {
  /** Relative to the checkout, with slashes. */
  path: string
  text: string
}

export interface Arrow {
  file: string
  from: string
  to: string
  specifier: string
}

/** All source files below the given folders; folders that do not exist yet hold none. */
export function sourceFiles(folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => {
    try {
      return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(js|ts|tsx)$/.test(name) && !name.endsWith('.d.ts'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g

/** Static, re-exporting, type-only and dynamic imports; comments are left out. */
export function specifiersOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(IMPORT)].map((match) => match[2]!)
}

/** The module under app/, or the folder beside it, that a path belongs to. */
export function moduleOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'app' ? second : first
}

/** The imports of a file that leave its module; packages are not arrows. */
export function arrowsOf({ path, text }: SourceFile): Arrow[] {
  const from = moduleOf(path)
  return specifiersOf(text)
    .map((specifier) => ({ file: path, from, to: targetOf(path, specifier), specifier }))
    .filter((arrow): arrow is Arrow => arrow.to !== undefined && arrow.to !== from)
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return moduleOf(normalize(join(dirname(path), specifier)))
  if (specifier.startsWith('~/')) return 'inertia'
  return /^#([a-z_]+)\//.exec(specifier)?.[1]
}
