/** The sign of every dimension, one bit each; dimensions that fill the last byte are zeros in every vector. */
export function signsOf(vector: Float32Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(vector.length / 8))
  for (let at = 0; at < vector.length; at++) {
    if (vector[at]! > 0) bits[at >> 3]! |= 1 << (at & 7)
  }
  return bits
}

/** One byte per dimension, as large as they can be: a cosine does not see the scale. */
export function bytesOf(vector: Float32Array): Uint8Array {
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  const bytes = new Int8Array(vector.length)
  if (largest > 0) {
    for (let at = 0; at < vector.length; at++) bytes[at] = Math.round((vector[at]! / largest) * 127)
  }
  return new Uint8Array(bytes.buffer)
}

/** Whether it has a direction: neither empty, nor all zeros, nor anything that is no number. */
export function isDirection(vector: Float32Array): boolean {
  let sum = 0
  for (const value of vector) sum += Math.abs(value)
  return Number.isFinite(sum) && sum > 0
}
