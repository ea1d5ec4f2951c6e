import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { grayPng, type RawImage } from '#rag/pipeline/extract/child/gray_png'
import { openPdf, OPS } from '#rag/pipeline/extract/child/open_pdf'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import { openJsonLines } from '#rag/pipeline/json_lines'

/** A scanner makes one picture of a page; some make strips. */
const MOST_PICTURES = 4
/** Smaller ones are logos and lines. */
const LEAST_SIDE = 64

/** Writes the pictures of one page, a line of base64 each: nothing is rendered, so that no native package is needed. */
export async function scanPage({ input, output, page = 1 }: ExtractOrder): Promise<ExtractReport> {
  const pdf = await openPdf(input.path)
  const images = await imagesOf(await pdf.getPage(page))
  const pictures = images
    .filter((image) => image !== null)
    .filter(({ width, height }) => Math.min(width, height) >= LEAST_SIDE)
    .slice(0, MOST_PICTURES)
  const file = openJsonLines<string>(output)
  for (const picture of pictures) file.write(grayPng(picture).toString('base64'))
  file.close()
  const isDamaged = pictures.length === 0 && images.includes(null)
  return { type: 'page', pages: pdf.numPages, pictures: pictures.length, isDamaged }
}

/** In the order of the page; null for one that cannot be decoded. */
async function imagesOf(page: PDFPageProxy): Promise<(RawImage | null)[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const images: (RawImage | null)[] = []
  for (const [at, operation] of fnArray.entries()) {
    const [given] = (argsArray[at] ?? []) as [unknown]
    if (operation === OPS.paintInlineImageXObject) images.push(given as RawImage)
    if (operation === OPS.paintImageXObject) images.push(await imageOf(page, given))
    if (operation === OPS.paintImageMaskXObject) images.push(await maskOf(page, given as RawImage))
  }
  return images
}

/** What the page names, which may still be decoded. */
function objectOf(page: PDFPageProxy, name: string): Promise<unknown> {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(name, resolve))
}

async function imageOf(page: PDFPageProxy, given: unknown): Promise<RawImage | null> {
  const image = typeof given === 'string' ? await objectOf(page, given) : given
  return (image as RawImage | null)?.data ? (image as RawImage) : null
}

/** A stencil: what it leaves free is black, as scanners of black and white use it. */
async function maskOf(page: PDFPageProxy, mask: RawImage): Promise<RawImage | null> {
  const { width, height, data } = mask
  const image = await imageOf(page, data instanceof Uint8Array ? mask : data)
  return image && { width, height, data: image.data }
}
