import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readPart } from '#rag/pipeline/extract/child/check_type'
import { PageReader, type PageItem } from '#rag/pipeline/extract/child/formats/pdf_page'
import { openPdf, OPS } from '#rag/pipeline/extract/child/open_pdf'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import type { DocumentFacts } from '#rag/pipeline/extract/extracted_document'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'

/** Where the end of a whole file must have its mark; some have a little behind it. Bytes. */
const TAIL_BYTES = 64 * 1024
/** With fewer characters a page, pictures are looked for: what a scanner's stamp leaves. */
const SPARSE_PAGE = 60
const PAGES_LOOKED_AT = 3

export async function readPdf(
  path: string,
  size: number,
  writer: BlockWriter,
  limits: ExtractLimits
): Promise<DocumentFacts> {
  // The library repairs what was cut off, and then pages are missing that nobody misses.
  const tail = readPart(path, Math.max(0, size - TAIL_BYTES), TAIL_BYTES)
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) throw new Refusal('UNREADABLE')
  const pdf = await open(path)
  if (pdf.numPages > limits.pages) throw new Refusal('TOO_MANY_PAGES')
  const reader = new PageReader(writer)
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    reader.read(number, items.filter(isText))
    page.cleanup()
  }
  if (await isScanned(pdf, writer.characters)) throw new Refusal('SCANNED', { pages: pdf.numPages })
  const title = await titleOf(pdf)
  return { pages: pdf.numPages, ...(title ? { title } : {}) }
}

async function open(path: string): Promise<PDFDocumentProxy> {
  try {
    return await openPdf(path)
  } catch (error) {
    const isEncrypted = (error as Error).name === 'PasswordException'
    throw new Refusal(isEncrypted ? 'ENCRYPTED' : 'UNREADABLE', { cause: error })
  }
}

const isText = <Item extends object>(item: Item): item is Extract<Item, PageItem> => 'str' in item

async function isScanned(pdf: PDFDocumentProxy, characters: number): Promise<boolean> {
  if (characters === 0) return true
  if (characters / pdf.numPages >= SPARSE_PAGE) return false
  const pictures = new Set<number>([
    ...[OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject],
  ])
  for (let number = 1; number <= Math.min(pdf.numPages, PAGES_LOOKED_AT); number++) {
    const page = await pdf.getPage(number)
    const { fnArray } = await page.getOperatorList()
    if (fnArray.some((operation) => pictures.has(operation))) return true
  }
  return false
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await pdf.getMetadata()
  const { Title: title } = info as { Title?: unknown }
  return typeof title === 'string' && title.trim() ? title.trim() : undefined
}
