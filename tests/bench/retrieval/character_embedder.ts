const DIMENSIONS = 1024
const SIZES = [3, 4, 5]

/**
 * No model: counts of a text's character sequences, hashed into a fixed number of dimensions. Deterministic and without any
 * knowledge of meaning; it stands for "some vectors", and says nothing about what a real embedding model would reach.
 */
export function embedCharacters(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const padded = `<${word}>`
    for (const size of SIZES) {
      for (let at = 0; at + size <= padded.length; at++) {
        const hash = hashOf(padded.slice(at, at + size))
        vector[hash % DIMENSIONS]! += hash & 0x10000 ? 1 : -1
      }
    }
  }
  return vector.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)))
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
