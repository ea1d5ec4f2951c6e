import type { ModelPart } from '#ai/model_driver'

/** Everything a driver delivered, and what it threw at the end, if it did. */
export async function collectParts(
  stream: AsyncIterable<ModelPart>
): Promise<{ parts: ModelPart[]; error?: unknown }> {
  const parts: ModelPart[] = []
  try {
    for await (const part of stream) parts.push(part)
  } catch (error) {
    return { parts, error }
  }
  return { parts }
}

export function textOf(parts: ModelPart[], type: 'text' | 'reasoning' = 'text'): string {
  return parts.map((part) => (part.type === type ? part.text : '')).join('')
}

export function finishOf(parts: ModelPart[]): Extract<ModelPart, { type: 'finish' }> {
  const last = parts.at(-1)
  if (last?.type !== 'finish') throw new Error('The answer has no finish part')
  return last
}
