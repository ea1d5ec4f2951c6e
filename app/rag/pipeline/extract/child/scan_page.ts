import { readFileSync } from 'node:fs'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { grayPng, type RawImage } from '#rag/pipeline/extract/child/gray_png'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import { openJsonLines } from '#rag/pipeline/json_lines'

/** A scanner makes one picture of a page; some make strips. */
const MOST_PICTURES = 4
/** Smaller ones are logos and lines. */
const LEAST_SIDE = 64
const MOST_PIXELS = 120_000_000

/** Writes the pictures of one page, a line of base64 each: nothing is rendered, so that no native package is needed. */
export async function scanPage({ input, output, page = 1 }: ExtractOrder): Promise<ExtractReport> {
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(input.path)), { verbosity: 0 })
  const { OPS } = await getResolvedPDFJS()
  const source = await pdf.getPage(page)
  const { fnArray, argsArray } = await source.getOperatorList()
  const images: RawImage[] = []
  for (const [at, operation] of fnArray.entries()) {
    const [given] = (argsArray[at] ?? []) as [unknown]
    if (operation === OPS.paintInlineImageXObject) images.push(given as RawImage)
    else if (operation === OPS.paintImageXObject && typeof given === 'string') {
      const objects = given.startsWith('g_') ? source.commonObjs : source.objs
      images.push(await new Promise((resolve) => objects.get(given, resolve)))
    }
  }
  const pictures = images
    .filter((image) => image?.data && Math.min(image.width, image.height) >= LEAST_SIDE)
    .filter(({ width, height }) => width * height <= MOST_PIXELS)
    .slice(0, MOST_PICTURES)
  const file = openJsonLines<string>(output)
  for (const picture of pictures) file.write(grayPng(picture).toString('base64'))
  file.close()
  return { type: 'page', pages: pdf.numPages, pictures: pictures.length }
}
