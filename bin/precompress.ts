import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

const COMPRESSIBLE = /\.(css|html|js|json|map|mjs|svg|txt|wasm|webmanifest|xml)$/

/** The best quality takes seconds per megabyte: larger files make do with a little less. Bytes. */
const BEST_QUALITY_LIMIT = 2 * 1024 * 1024

/** Smaller answers fit one packet either way. Bytes. */
const WORTHWHILE = 1024

/** Returns how many files were compressed. zlib works in its own threads, so all start at once. */
export async function precompress(directory: URL): Promise<number> {
  const root = fileURLToPath(directory)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const done = await Promise.all(paths.map(compress))
  return done.filter(Boolean).length
}

async function compress(path: string): Promise<boolean> {
  const content = await readFile(path)
  if (content.length < WORTHWHILE) return false
  const quality = content.length < BEST_QUALITY_LIMIT ? 11 : 9
  const [brotli, gzipped] = await Promise.all([
    toBrotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    toGzip(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)])
  return true
}
