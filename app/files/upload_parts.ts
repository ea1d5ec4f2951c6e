import type { ArrivedPart, PartToSign } from '#files/upload_bucket'

/** A piece of a file, and where in it it begins. */
export interface FilePart extends PartToSign {
  start: number
}

/** The pieces of a file of that size; the last one is the rest. */
export function partsOf(size: number, partBytes: number): FilePart[] {
  const count = Math.max(1, Math.ceil(size / partBytes))
  return Array.from({ length: count }, (_, index) => {
    const start = index * partBytes
    return { number: index + 1, start, size: Math.min(partBytes, size - start) }
  })
}

export const isThere = ({ number, size }: PartToSign, arrived: readonly ArrivedPart[]): boolean =>
  arrived.some((part) => part.number === number && part.size === size)
