import { crc32, deflateSync } from 'node:zlib'

/** As PDF.js decodes an image: one bit, or one, three or four bytes for a pixel. */
export interface RawImage {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

/** Models make larger pictures smaller themselves, after they were paid for. Pixels. */
const LONGEST_SIDE = 2_000

/** A picture in shades of grey, no larger than a model looks at. */
export function grayPng({ width, height, data }: RawImage): Buffer {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.round(side * scale)))
  const grayAt = grayReader(width, height, data)
  // A row of a PNG begins with the number of its filter: none.
  const raw = Buffer.alloc((columns! + 1) * rows!)
  for (let row = 0; row < rows!; row++) {
    const [top, bottom] = span(row, rows!, height)
    for (let column = 0; column < columns!; column++) {
      const [left, right] = span(column, columns!, width)
      let sum = 0
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += grayAt(x, y)
      const mean = sum / ((bottom - top) * (right - left))
      raw[row * (columns! + 1) + 1 + column] = Math.round(mean)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns!, 0)
  header.writeUInt32BE(rows!, 4)
  // Eight bits of grey.
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [piece('IHDR', header), piece('IDAT', deflateSync(raw)), piece('IEND')]
  return Buffer.concat([signature, ...parts])
}

/** The pixels that become one. */
function span(at: number, of: number, pixels: number): [number, number] {
  const start = Math.floor((at * pixels) / of)
  return [start, Math.max(start + 1, Math.floor(((at + 1) * pixels) / of))]
}

function grayReader(width: number, height: number, data: RawImage['data']) {
  const stride = (width + 7) >> 3
  const channels = Math.floor(data.length / (width * height))
  if (channels === 0) {
    return (x: number, y: number) => (data[y * stride + (x >> 3)]! & (0x80 >> (x & 7)) ? 255 : 0)
  }
  if (channels < 3) return (x: number, y: number) => data[(y * width + x) * channels]!
  return (x: number, y: number) => {
    const at = (y * width + x) * channels
    return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
  }
}

function piece(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
