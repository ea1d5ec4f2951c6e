import type { ScannerPicture } from '#tests/support/documents/scanner_pictures'

export interface PdfLine {
  text: string
  /** Points; 11 unless told. */
  size?: number
  x?: number
  y: number
}

export interface PdfOptions {
  title?: string
  /** A password is asked for. */
  isEncrypted?: boolean
  /** What the file says it has, whatever it has. */
  pageCount?: number
  /** Shades of grey, a byte each, instead of one pixel. */
  picture?: { width: number; height: number; gray: (x: number, y: number) => number }
  /** The same, 120 × 80, as a scanner writes it. */
  scan?: ScannerPicture
}

/** A page is its lines of text, or a picture. */
export type PdfPage = PdfLine[] | 'picture'

const FIRST_PAGE = 5

/** A PDF of text in Helvetica, uncompressed, built byte by byte. */
export function pdf(pages: PdfPage[], options: PdfOptions = {}): Uint8Array {
  const { title, isEncrypted } = options
  const size = options.scan ? { width: 120, height: 80 } : { width: 1, height: 1 }
  const { width, height, gray } = options.picture ?? { ...size, gray: () => 120 }
  const pixels = Array.from({ length: width * height }, (_, at) =>
    gray(at % width, Math.floor(at / width))
  )
  const scan = options.scan ?? {
    dictionary: '/ColorSpace /DeviceGray /BitsPerComponent 8',
    data: Buffer.from(pixels),
  }
  const kids = pages.map((_, index) => `${FIRST_PAGE + index * 2} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${options.pageCount ?? pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    stream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${scan.dictionary} `,
      Buffer.from(scan.data).toString('latin1')
    ),
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> /Contents ${FIRST_PAGE + index * 2 + 1} 0 R >>`,
      stream('', page === 'picture' ? '595 0 0 842 0 0 cm /I1 Do' : page.map(draw).join('\n')),
    ]),
  ]
  const extras = [
    ...(title ? [`/Info << /Title (${escapeText(title)}) >>`] : []),
    ...(isEncrypted ? [`${ENCRYPTION} /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`] : []),
  ]
  return assemble(objects, extras.join(' '))
}

/** Paragraphs of one line each, from the top of the page. */
export function textPage(lines: string[]): PdfLine[] {
  return lines.map((text, index) => ({ text, y: 780 - index * 16 }))
}

/** With owner and user keys that no password fits. */
const ENCRYPTION = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`

function draw({ text, size = 11, x = 50, y }: PdfLine): string {
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escapeText(text)}) Tj ET`
}

const escapeText = (text: string) => text.replace(/[\\()]/g, String.raw`\$&`)

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary}/Length ${content.length} >>\nstream\n${content}\nendstream`
}

function assemble(objects: string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
