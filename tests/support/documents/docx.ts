import { archive, contentTypes, escapeXml, relationships, XML } from './archive.js'

export type WordBlock =
  | { heading: string; level: number }
  | { paragraph: string }
  | { item: string }
  | { table: string[][] }

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A Word document of headings, paragraphs, bullet points and tables. */
export function docx(blocks: WordBlock[]): Uint8Array {
  return archive({
    '[Content_Types].xml': contentTypes([
      ['word/document.xml', 'wordprocessingml.document.main'],
      ['word/styles.xml', 'wordprocessingml.styles'],
      ['word/numbering.xml', 'wordprocessingml.numbering'],
    ]),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'numbering', 'numbering.xml'],
    ]),
    'word/styles.xml': `${XML}<w:styles xmlns:w="${WORD}">${[1, 2, 3].map(headingStyle).join('')}</w:styles>`,
    'word/numbering.xml': `${XML}<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${WORD}"><w:body>${blocks.map(render).join('')}</w:body></w:document>`,
  })
}

function headingStyle(level: number): string {
  return `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`
}

function render(block: WordBlock): string {
  if ('heading' in block)
    return paragraph(block.heading, `<w:pStyle w:val="Heading${block.level}"/>`)
  if ('paragraph' in block) return paragraph(block.paragraph)
  if ('item' in block)
    return paragraph(block.item, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
  const rows = block.table.map(
    (cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`
  )
  return `<w:tbl>${rows.join('')}</w:tbl>`
}

function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
}
