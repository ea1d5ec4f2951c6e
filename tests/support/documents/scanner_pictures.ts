/** The ways in which scanners write pictures, each with the same one: 120 × 80, its left half black, its right half white. */
export interface ScannerPicture {
  /** What of its dictionary is more than size and type. */
  dictionary: string
  data: Uint8Array
}

const [WIDTH, HEIGHT] = [120, 80]

/** ITU T.6: the first row in full, then three times "as the row above" for each of the others, and the end twice. */
function fax(): Buffer {
  const first = ['001', '00110101', '000000101100', '1']
  const rows = '111'.repeat(HEIGHT - 1)
  const bits = [...first, rows, '000000000001'.repeat(2)].join('')
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)))
}

/** A page of its size and one region on it, which is fax. */
function jbig2(): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(WIDTH, 0)
  size.writeUInt32BE(HEIGHT, 4)
  const page = Buffer.concat([size, Buffer.alloc(11)])
  const region = Buffer.concat([size, Buffer.alloc(9), Buffer.of(1), fax()])
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)])
}

function segment(number: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(11)
  head.writeUInt32BE(number, 0)
  head.set([type, 0, 1], 4)
  head.writeUInt32BE(data.length, 7)
  return Buffer.concat([head, data])
}

/** A bit for each pixel. */
const bits = () =>
  Buffer.concat(
    Array.from({ length: HEIGHT }, () =>
      Buffer.from('000000000000000f'.concat('ff'.repeat(7)), 'hex')
    )
  )

/** A code stream of OpenJPEG, forty times smaller than the pixels. */
const JPEG_2000 =
  '/0//UQApAAAAAAB4AAAAUAAAAAAAAAAAAAAAeAAAAFAAAAAAAAAAAAABBwEB/1IADAAAAAEAAAQEAAH/XAAEQED/kAAKAAAAAACDAAH/k+/BQXzCfxub6RIRUFSvjnQPqDMHQx9fw1dHIPu0POAAAAAAAAA8Env/BxQAXK//f/99eBFQVK+OdA+oMwcM8utqSbOAAAAAAAvKnVTsAAAAAALeCP2sRAAAC7ikv2bPAAAC7ikv2bPAAAC7ihQAXK//ah3/f//Z'

const GRAY = '/ColorSpace /DeviceGray /BitsPerComponent'
const FAX = `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${WIDTH} /Rows ${HEIGHT} >>`

export const scannerPictures: Record<string, ScannerPicture> = {
  'fax': { dictionary: `${GRAY} 1 ${FAX}`, data: fax() },
  'a stencil as fax': { dictionary: `/ImageMask true /BitsPerComponent 1 ${FAX}`, data: fax() },
  'a stencil': { dictionary: '/ImageMask true /BitsPerComponent 1', data: bits() },
  'JBIG2': { dictionary: `${GRAY} 1 /Filter /JBIG2Decode`, data: jbig2() },
  'JPEG 2000': {
    dictionary: `${GRAY} 8 /Filter /JPXDecode`,
    data: Buffer.from(JPEG_2000, 'base64'),
  },
}
