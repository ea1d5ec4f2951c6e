import { archive, escapeXml, XML } from './archive.js'

export interface Chapter {
  title: string
  paragraphs: string[]
}

export function epub(title: string, chapters: Chapter[]): Uint8Array {
  const items = chapters.map(
    (_, index) => `<item id="c${index}" href="c${index}.xhtml" media-type="application/xhtml+xml"/>`
  )
  const spine = chapters.map((_, index) => `<itemref idref="c${index}"/>`)
  return archive({
    'mimetype': 'application/epub+zip',
    'META-INF/container.xml': `${XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    'OEBPS/content.opf': `${XML}<package version="3.0" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></metadata><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`,
    ...Object.fromEntries(
      chapters.map((chapter, index) => [`OEBPS/c${index}.xhtml`, renderChapter(chapter)])
    ),
  })
}

function renderChapter({ title, paragraphs }: Chapter): string {
  const body = paragraphs.map((text) => `<p>${escapeXml(text)}</p>`)
  return `${XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${escapeXml(title)}</title></head><body><h1>${escapeXml(title)}</h1>${body.join('')}</body></html>`
}
