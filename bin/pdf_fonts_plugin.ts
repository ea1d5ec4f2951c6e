import { readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}
const FOLDER = join(root, 'standard_fonts')
/** PDF.js names these files itself, in CSS: they keep their names, so the version is in the folder's. */
const ADDRESS = `pdf-${version}`

/** Serves the fonts that every PDF may count on, under `/assets/pdf-<version>/`. */
export function pdfFonts(): Plugin {
  const names = readdirSync(FOLDER).filter((name) => /\.(pfb|ttf)$/.test(name))
  return {
    name: 'loft:pdf-fonts',
    configureServer(server) {
      server.middlewares.use(`/assets/${ADDRESS}/`, (request, response, next) => {
        const name = basename(request.url ?? '')
        if (!names.includes(name)) return next()
        void readFile(join(FOLDER, name)).then((bytes) => response.end(bytes), next)
      })
    },
    async generateBundle() {
      for (const name of names) {
        const source = await readFile(join(FOLDER, name))
        this.emitFile({ type: 'asset', fileName: `${ADDRESS}/${name}`, source })
      }
    },
  }
}
