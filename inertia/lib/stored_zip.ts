export interface ZipEntry {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

const VERSION = 20
const UTF8_NAMES = 0x0800
/** The earliest there is: when a file was made is nobody's business. */
const FIRST_OF_1980 = 0x0021

/**
 * A zip archive that compresses nothing, for files that are as small as they get. Without ZIP64: at most 65,535 entries and
 * 4 GB, which is more than a browser holds here.
 */
export function storedZip(entries: readonly ZipEntry[]): Blob {
  const files: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const path = new TextEncoder().encode(name)
    const facts = [two(VERSION), two(UTF8_NAMES), two(0), two(0), two(FIRST_OF_1980)]
    const sizes = [four(checksum(bytes)), four(bytes.length), four(bytes.length), two(path.length)]
    const header = joined([four(0x04034b50), ...facts, ...sizes, two(0)])
    const place = [two(0), two(0), two(0), two(0), four(0), four(offset)]
    directory.push(joined([four(0x02014b50), two(VERSION), ...facts, ...sizes, ...place]), path)
    files.push(header, path, bytes)
    offset += header.length + path.length + bytes.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const count = two(entries.length)
  const end = [four(0x06054b50), two(0), two(0), count, count, four(size), four(offset), two(0)]
  return new Blob([...files, ...directory, joined(end)], { type: 'application/zip' })
}

const two = (value: number) => [value & 0xff, value >>> 8]
const four = (value: number) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)
const joined = (numbers: number[][]) => Uint8Array.from(numbers.flat())

/** CRC-32, as zip wants it. */
function checksum(bytes: Uint8Array): number {
  let sum = ~0
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff]!
  return ~sum >>> 0
}

const table = Int32Array.from({ length: 256 }, (_, index) => {
  let sum = index
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})
