import { strToU8, zipSync } from 'fflate'

/** A zip of text files, in the order given: an OpenDocument or EPUB wants its media type first and stored. */
export function archive(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [
        name,
        [
          typeof content === 'string' ? strToU8(content) : content,
          { level: name === 'mimetype' ? 0 : 6 },
        ],
      ])
    )
  )
}

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'

/** `[id, kind, target]` of what a part of an Office file refers to. */
export function relationships(targets: [id: string, kind: string, target: string][]): string {
  const rows = targets.map(
    ([id, kind, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/relationships/${kind}" Target="${target}"/>`
  )
  return `${XML}<Relationships xmlns="${RELATIONSHIPS}">${rows.join('')}</Relationships>`
}

/** `[part, media type]` of the parts of an Office file. */
export function contentTypes(parts: [part: string, type: string][]): string {
  const vendor = 'application/vnd.openxmlformats-officedocument'
  const rows = parts.map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${vendor}.${type}+xml"/>`
  )
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join('')}</Types>`
}
