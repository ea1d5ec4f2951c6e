import { statSync } from 'node:fs'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { checkType } from '#rag/pipeline/extract/child/check_type'
import { formatOf, isArchive, type TextFormat } from '#rag/pipeline/extract/child/document_format'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import type { ExtractInput } from '#rag/pipeline/extract/document_extractor'
import type { DocumentFacts } from '#rag/pipeline/extract/extracted_document'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'

/** Reads any known format. Only the library that the file needs is loaded. */
export async function readDocument(
  { path, name, mediaType }: ExtractInput,
  writer: BlockWriter,
  limits: ExtractLimits
): Promise<DocumentFacts> {
  const format = formatOf(name, mediaType)
  const { size } = statSync(path)
  await checkType(path, size, format)
  const facts = await read(format)
  if (writer.characters === 0) throw new Refusal('EMPTY')
  return facts

  async function read(format: ReturnType<typeof formatOf>): Promise<DocumentFacts> {
    if (format === 'pdf') {
      const { readPdf } = await import('#rag/pipeline/extract/child/formats/pdf')
      return readPdf(path, size, writer, limits)
    }
    if (isArchive(format)) {
      const { readOffice } = await import('#rag/pipeline/extract/child/formats/office')
      return readOffice(path, format, writer, limits)
    }
    const title = await readTextFormat(path, format, writer)
    return { pages: null, ...(title ? { title } : {}) }
  }
}

/** Answers the document's title, where its format has one. */
async function readTextFormat(
  path: string,
  format: TextFormat,
  writer: BlockWriter
): Promise<string | undefined | void> {
  switch (format) {
    case 'html':
      return (await import('#rag/pipeline/extract/child/formats/html')).readHtml(path, writer)
    case 'markdown':
      return (await import('#rag/pipeline/extract/child/formats/markdown')).readMarkdown(
        path,
        writer
      )
    case 'csv':
      return (await import('#rag/pipeline/extract/child/formats/csv')).readCsv(path, writer)
    case 'json':
      return (await import('#rag/pipeline/extract/child/formats/json')).readJson(path, writer)
    case 'email':
      return (await import('#rag/pipeline/extract/child/formats/email')).readEmail(path, writer)
    case 'code':
      return (await import('#rag/pipeline/extract/child/formats/code')).readCode(path, writer)
    case 'text':
      return (await import('#rag/pipeline/extract/child/formats/text')).readPlainText(path, writer)
    default: {
      const exhaustive: never = format
      throw new Error(`No reader for ${String(exhaustive)}`)
    }
  }
}
