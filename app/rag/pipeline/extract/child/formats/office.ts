import {
  parseOffice,
  type OfficeContentNode,
  type OfficeError,
  type OfficeParserAST,
} from 'officeparser'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import type { ArchiveFormat } from '#rag/pipeline/extract/child/document_format'
import { TableWriter } from '#rag/pipeline/extract/child/markdown_table'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import type { DocumentErrorCode } from '#shared/document_errors'
import type { DocumentFacts } from '#rag/pipeline/extract/extracted_document'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'

const CELLS = 4_000_000

/** Errors of the library that say something about the file other than that it is damaged. */
const refusals: Record<string, DocumentErrorCode> = {
  PASSWORD_REQUIRED: 'ENCRYPTED',
  PASSWORD_INCORRECT: 'ENCRYPTED',
  DOCUMENT_DECRYPTION_FAILED: 'ENCRYPTED',
  ZIP_ENTRY_COUNT_LIMIT_EXCEEDED: 'TOO_LARGE',
  ZIP_SIZE_LIMIT_EXCEEDED: 'TOO_LARGE',
  XML_ELEMENT_LIMIT_EXCEEDED: 'TOO_LARGE',
  OUTPUT_TOO_LARGE: 'TOO_LARGE',
  REQUIRED_PART_MISSING: 'WRONG_TYPE',
}

export async function readOffice(
  path: string,
  format: ArchiveFormat,
  writer: BlockWriter,
  limits: ExtractLimits
): Promise<DocumentFacts> {
  const { content, metadata } = await parse(path, format, limits)
  const slides = content.filter(({ type }) => type === 'slide').length
  if (slides > limits.pages) throw new Refusal('TOO_MANY_PAGES')
  for (const node of content) writeNode(node, writer)
  return {
    pages: format === 'pptx' ? slides : null,
    ...(metadata.title?.trim() ? { title: metadata.title.trim() } : {}),
  }
}

async function parse(
  path: string,
  format: ArchiveFormat,
  limits: ExtractLimits
): Promise<OfficeParserAST> {
  const warnings: string[] = []
  try {
    const document = await parseOffice(path, {
      fileType: format,
      ignoreHeadersAndFooters: true,
      ignoreSlideMasters: true,
      ignorePageGeometry: true,
      onWarning: ({ code }) => warnings.push(code),
      decompressionLimits: {
        maxUncompressedBytes: limits.inflatedBytes,
        maxZipEntries: limits.archiveEntries,
        maxTableCells: CELLS,
      },
    })
    // What is left out silently could be what somebody asks for.
    if (warnings.includes('TABLE_CELL_LIMIT_EXCEEDED')) throw new Refusal('TOO_LARGE')
    return document
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = (error as Partial<OfficeError>).officeIssue?.code ?? ''
    throw new Refusal(refusals[code] ?? 'UNREADABLE', { cause: error })
  }
}

function writeNode(node: OfficeContentNode, writer: BlockWriter): void {
  switch (node.type) {
    case 'slide':
      writer.startSlide(node.metadata?.slideNumber ?? 1)
      writeChildren(node, writer)
      break
    case 'sheet':
      writer.startSheet(node.metadata?.sheetName ?? '')
      writeTable(node, writer)
      break
    case 'table':
      writeTable(node, writer)
      break
    case 'heading':
      writer.heading(textOf(node), node.metadata?.level ?? 1)
      break
    case 'list':
      writer.text(`- ${textOf(node)}`)
      break
    case 'code':
      writer.code(textOf(node))
      break
    default:
      if (hasBlocks(node)) writeChildren(node, writer)
      else writer.text(textOf(node))
  }
  for (const note of node.notes ?? []) writeNode(note, writer)
}

function writeChildren(node: OfficeContentNode, writer: BlockWriter): void {
  for (const child of node.children ?? []) writeNode(child, writer)
}

/** Cells keep their column: an empty one before them is written too. */
function writeTable(node: OfficeContentNode, writer: BlockWriter): void {
  const table = new TableWriter(writer)
  for (const row of node.children ?? []) {
    if (row.type !== 'row') {
      writeNode(row, writer)
      continue
    }
    const cells: string[] = []
    for (const cell of row.children ?? []) {
      const column = cell.type === 'cell' ? (cell.metadata?.col ?? cells.length) : cells.length
      while (cells.length < Math.min(column, 1000)) cells.push('')
      cells.push(textOf(cell))
    }
    table.row(cells)
  }
  table.end()
}

const BLOCK_TYPES = new Set(['paragraph', 'heading', 'table', 'list', 'code', 'row'])

function hasBlocks(node: OfficeContentNode): boolean {
  return node.children?.some(({ type }) => BLOCK_TYPES.has(type)) ?? false
}

function textOf(node: OfficeContentNode): string {
  if (node.type === 'break') return '\n'
  if (!node.children?.length) return node.text ?? ''
  return node.children.map(textOf).join(hasBlocks(node) ? '\n' : '')
}
