import { archive, escapeXml, XML } from './archive.js'
import type { WordBlock } from './docx.js'

const NAMESPACE = 'urn:oasis:names:tc:opendocument:xmlns'
const MEDIA_TYPE = 'application/vnd.oasis.opendocument.text'

export function odt(blocks: WordBlock[]): Uint8Array {
  return archive({
    'mimetype': MEDIA_TYPE,
    'META-INF/manifest.xml': `${XML}<manifest:manifest xmlns:manifest="${NAMESPACE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${MEDIA_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${XML}<office:document-content xmlns:office="${NAMESPACE}:office:1.0" xmlns:text="${NAMESPACE}:text:1.0" xmlns:table="${NAMESPACE}:table:1.0"><office:body><office:text>${blocks.map(render).join('')}</office:text></office:body></office:document-content>`,
  })
}

function render(block: WordBlock): string {
  if ('heading' in block)
    return `<text:h text:outline-level="${block.level}">${escapeXml(block.heading)}</text:h>`
  if ('paragraph' in block) return paragraph(block.paragraph)
  if ('item' in block)
    return `<text:list><text:list-item>${paragraph(block.item)}</text:list-item></text:list>`
  const rows = block.table.map(
    (cells) =>
      `<table:table-row>${cells.map((cell) => `<table:table-cell>${paragraph(cell)}</table:table-cell>`).join('')}</table:table-row>`
  )
  return `<table:table>${rows.join('')}</table:table>`
}

const paragraph = (text: string) => `<text:p>${escapeXml(text)}</text:p>`
