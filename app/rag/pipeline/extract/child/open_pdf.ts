import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import '#rag/pipeline/extract/child/without_canvas'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Larger ones are not decoded. */
const MOST_PIXELS = 120_000_000

const FOLDER = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
const folder = (name: string) => join(FOLDER, name, '/')

/**
 * PDF.js without canvas and worker. Its decoders of fax, JBIG2 and JPEG 2000 are what scanners need, its character maps what Chinese,
 * Japanese and Korean text needs.
 */
export function openPdf(path: string): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(readFileSync(path)),
    ...{
      wasmUrl: folder('wasm'),
      cMapUrl: folder('cmaps'),
      standardFontDataUrl: folder('standard_fonts'),
    },
    ...{ maxImageSize: MOST_PIXELS, verbosity: 0 },
  }).promise
}
