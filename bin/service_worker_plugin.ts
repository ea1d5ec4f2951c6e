import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const ENTRY = here('../inertia/service_worker/service_worker.ts')
const ROOT = here('../')

/** Static files that the shell needs, beside the hashed assets. */
const FILES = ['appearance.js', 'icon.svg', 'manifest.webmanifest', 'icons/icon-192.png']

/** Pages that the server makes of these files, kept with their headers. */
const PAGES = { '/frames/diagram': 'resources/frames/diagram.html' }

/** Too large for what few ask for, or for old browsers only: kept from the first time on that somebody needs them. */
const LATER = new RegExp(
  [
    String.raw`/mermaid[^/]*\.js$`,
    String.raw`/KaTeX_[^/]*\.(ttf|woff)$`,
    // What draws pages of PDFs, with its fonts, character maps and decoders: five megabytes.
    String.raw`/(pdf[-.]|pdf_engine)[^/]*\.m?js$`,
    String.raw`/[^/]*\.bcmap$`,
    String.raw`/(Foxit|LiberationSans)[^/]*\.(pfb|ttf)$`,
    String.raw`/(openjpeg|jbig2|qcms_bg)[^/]*\.wasm$`,
  ].join('|')
)

/** In development the worker of an earlier production build would answer for the dev server: this one removes it. */
const REMOVAL = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', async () => {
  for (const name of await caches.keys()) if (name.startsWith('loft-build-')) await caches.delete(name)
  await self.registration.unregister()
  for (const client of await self.clients.matchAll()) client.navigate(client.url)
})
`

/** Writes public/sw.js after the assets, with a list of what they are. */
export function serviceWorker(): Plugin {
  let directory = ''
  return {
    name: 'loft:service-worker',
    configResolved(config) {
      directory = resolve(config.root, config.build.outDir)
    },
    configureServer(server) {
      server.middlewares.use('/sw.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript')
        response.end(REMOVAL)
      })
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler(error?: Error) {
        if (!error && this.meta.watchMode === false) await write(directory)
      },
    },
  }
}

async function write(assets: string): Promise<void> {
  const publicDirectory = join(assets, '..')
  const precache = await list(assets, publicDirectory)
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    define: { __PRECACHE__: JSON.stringify(precache) },
    build: {
      outDir: publicDirectory,
      emptyOutDir: false,
      lib: { entry: ENTRY, formats: ['iife'], name: 'loft', fileName: () => 'sw.js' },
    },
  })
}

/** In the shape of `Precache` in inertia/service_worker/precache.ts. */
async function list(assets: string, publicDirectory: string) {
  const entries = await readdir(assets, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${sep}.vite`))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.(br|gz|map)$/.test(path) && !LATER.test(path))
    .sort()
  const names = paths.map((path) => `/assets/${relative(assets, path).split(sep).join('/')}`)

  const hash = createHash('sha256').update(names.join('\n'))
  const others = [
    join(ROOT, 'resources/views/app_layout.edge'),
    ...FILES.map((file) => join(publicDirectory, file)),
    ...Object.values(PAGES).map((file) => join(ROOT, file)),
    join(ROOT, 'config/frames.ts'),
    ENTRY,
  ]
  for (const path of others) hash.update(await readFile(path))
  return {
    version: hash.digest('hex').slice(0, 12),
    assets: names,
    files: [...FILES.map((file) => `/${file}`), ...Object.keys(PAGES)],
  }
}
