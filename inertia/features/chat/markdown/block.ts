import type { RootContent } from 'mdast'

/** One block of a message. `key` is its offset: it stays while text comes after it. */
export type Block = { key: number } & (
  | { type: 'tree'; node: RootContent }
  | { type: 'code'; language: string; text: string; isClosed: boolean }
  | { type: 'formula'; text: string; isClosed: boolean }
  /** Over a limit, and therefore as it was written. */
  | { type: 'plain'; text: string }
  /** Not read yet. */
  | { type: 'waiting'; text: string }
)
