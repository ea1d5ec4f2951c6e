import { archive, contentTypes, escapeXml, OFFICE, relationships, XML } from './archive.js'

export interface Slide {
  title: string
  points: string[]
}

const MAIN = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main'

export function pptx(slides: Slide[]): Uint8Array {
  const numbers = slides.map((_, index) => index + 1)
  const ids = numbers.map((number) => `<p:sldId id="${255 + number}" r:id="rId${number}"/>`)
  return archive({
    '[Content_Types].xml': contentTypes([
      ['ppt/presentation.xml', 'presentationml.presentation.main'],
      ...numbers.map((number): [string, string] => [
        `ppt/slides/slide${number}.xml`,
        'presentationml.slide',
      ]),
    ]),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/_rels/presentation.xml.rels': relationships(
      numbers.map((number) => [`rId${number}`, 'slide', `slides/slide${number}.xml`])
    ),
    'ppt/presentation.xml': `${XML}<p:presentation xmlns:p="${MAIN}" xmlns:r="${OFFICE}/relationships"><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    ...Object.fromEntries(
      slides.map((slide, index) => [`ppt/slides/slide${index + 1}.xml`, renderSlide(slide)])
    ),
  })
}

function renderSlide({ title, points }: Slide): string {
  return `${XML}<p:sld xmlns:p="${MAIN}" xmlns:a="${DRAWING}"><p:cSld><p:spTree>${shape('title', [title])}${shape('body', points)}</p:spTree></p:cSld></p:sld>`
}

function shape(kind: string, paragraphs: string[]): string {
  const text = paragraphs.map((line) => `<a:p><a:r><a:t>${escapeXml(line)}</a:t></a:r></a:p>`)
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="${kind}"/><p:cNvSpPr/><p:nvPr><p:ph type="${kind}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${text.join('')}</p:txBody></p:sp>`
}
