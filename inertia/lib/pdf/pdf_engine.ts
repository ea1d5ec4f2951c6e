/**
 * PDF.js, loaded when the first page is to be shown: nothing else imports it. What is in a file stays data: no scripts (its sandbox
 * is never loaded), no XFA forms, no layer of annotations, so that links and buttons are ink and do nothing.
 */
import {
  AnnotationMode,
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type PDFPageProxy,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url&no-inline'
import { withPatience } from '~/lib/with_patience'
import type { TextItem, TextStyle } from './boxes'

GlobalWorkerOptions.workerSrc = workerUrl

/** Put there by bin/pdf_fonts_plugin.ts. */
const FONTS = `/assets/pdf-${version}/`
const characterMaps = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*.bcmap', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
})
const decoders = import.meta.glob<string>(
  '/node_modules/pdfjs-dist/wasm/{openjpeg,jbig2,qcms_bg}.wasm',
  { eager: true, query: '?url&no-inline', import: 'default' }
)

const addresses = new Map(
  Object.entries({ ...characterMaps, ...decoders }).map(([path, url]) => [
    path.slice(path.lastIndexOf('/') + 1),
    url,
  ])
)

/** Milliseconds for each thing that is asked of the engine. */
const PATIENCE = 20_000
/** A larger picture in a file is left out. Pixels. */
const MOST_IMAGE_PIXELS = 50_000_000
/** A canvas has no more, however far one zooms in. Pixels. */
const MOST_CANVAS_PIXELS = 16_000_000
/** A page may say that it is kilometres wide. Points. */
const LONGEST_SIDE = 15_000

/** Fonts, character maps and decoders that a file needs and does not bring. */
class OwnAssets {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = kind === 'standardFontDataUrl' ? FONTS + filename : addresses.get(filename)
    if (url === undefined) throw new Error('There is no such part')
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) throw new Error(`A part was answered ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

export interface PdfFile {
  pages: number
  page(number: number): Promise<PdfPage>
  /** Ends the worker and frees its memory. */
  close(): void
}

export interface PdfPage {
  /** Points, upright. */
  width: number
  height: number
  /** From the page's coordinates to upright points. */
  view: readonly number[]
  text(): Promise<{ items: TextItem[]; styles: Record<string, TextStyle> }>
  /** Draws it `width` CSS pixels wide. */
  draw(width: number, signal: AbortSignal): Promise<HTMLCanvasElement>
}

/** Takes the bytes over. Throws for what is no PDF, or wants a password. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  const task = getDocument({
    data: bytes,
    BinaryDataFactory: OwnAssets,
    useWorkerFetch: false,
    standardFontDataUrl: FONTS,
    enableXfa: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    canvasMaxAreaInBytes: MOST_CANVAS_PIXELS * 4,
    verbosity: 0,
  })
  const close = () => void task.destroy().catch(() => {})
  try {
    const pdf = await withPatience(task.promise, PATIENCE)
    return { pages: pdf.numPages, page: (number) => openPage(pdf, number), close }
  } catch (error) {
    close()
    throw error
  }
}

async function openPage(pdf: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await withPatience(pdf.getPage(number), PATIENCE)
  const view = page.getViewport({ scale: 1 })
  const { width, height } = view
  if (!(width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE))
    throw new Error('A page of an impossible size')
  return {
    ...{ width, height, view: view.transform as number[] },
    async text() {
      const { items, styles } = await withPatience(page.getTextContent(), PATIENCE)
      return { items: items.filter((item) => 'str' in item), styles }
    },
    draw: (cssWidth, signal) => draw(page, cssWidth, signal),
  }
}

async function draw(
  page: PDFPageProxy,
  cssWidth: number,
  signal: AbortSignal
): Promise<HTMLCanvasElement> {
  const { width, height } = page.getViewport({ scale: 1 })
  const wanted = (cssWidth / width) * Math.min(window.devicePixelRatio || 1, 3)
  const scale = Math.min(wanted, Math.sqrt(MOST_CANVAS_PIXELS / (width * height)))
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE })
  const cancel = () => task.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    await withPatience(task.promise, PATIENCE)
    return canvas
  } catch (error) {
    cancel()
    throw error
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
