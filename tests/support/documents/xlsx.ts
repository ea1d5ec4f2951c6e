import { archive, contentTypes, escapeXml, OFFICE, relationships, XML } from './archive.js'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook: rows of cells by the name of their sheet. Text is shared, as Excel writes it. */
export function xlsx(sheets: Record<string, (string | number)[][]>): Uint8Array {
  const shared = new Map<string, number>()
  const names = Object.keys(sheets)
  const parts = Object.values(sheets).map((rows) => renderSheet(rows, shared))
  const list = names.map(
    (name, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
  )
  return archive({
    '[Content_Types].xml': contentTypes([
      ['xl/workbook.xml', 'spreadsheetml.sheet.main'],
      ['xl/sharedStrings.xml', 'spreadsheetml.sharedStrings'],
      ...parts.map((_, index): [string, string] => [
        `xl/worksheets/sheet${index + 1}.xml`,
        'spreadsheetml.worksheet',
      ]),
    ]),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([
      ...parts.map((_, index): [string, string, string] => [
        `rId${index + 1}`,
        'worksheet',
        `worksheets/sheet${index + 1}.xml`,
      ]),
      ['rIdShared', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${[...shared.keys()].map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(parts.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
  })
}

function renderSheet(rows: (string | number)[][], shared: Map<string, number>): string {
  const lines = rows.map((cells, row) => {
    const rendered = cells.map((cell, column) => {
      const place = `${columnName(column)}${row + 1}`
      if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
      if (!shared.has(cell)) shared.set(cell, shared.size)
      return `<c r="${place}" t="s"><v>${shared.get(cell)}</v></c>`
    })
    return `<row r="${row + 1}">${rendered.join('')}</row>`
  })
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
