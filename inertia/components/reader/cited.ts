import type { CitedPassage } from '#shared/documents'

/** A passage that an answer cites, and which parts of it the answer rests on. */
export interface Cited {
  passage: CitedPassage
  /** From and to, in UTF-16 units of its text; all of it when nothing stands out. */
  marked: readonly (readonly [from: number, to: number])[]
}
