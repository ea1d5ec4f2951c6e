import type { Chunk } from '#rag/pipeline/chunk/chunk'
import { chunkSize } from '#rag/pipeline/chunk/chunk_size'
import { headerOf } from '#rag/pipeline/chunk/chunk_header'
import { overlapOf, piecesOf, type Piece } from '#rag/pipeline/chunk/pieces'
import {
  HEADING_SEPARATOR,
  type BlockKind,
  type ExtractedBlock,
} from '#rag/pipeline/extract/extracted_document'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { Place } from '#shared/documents'

interface HeldPiece extends Piece {
  kind: BlockKind
  place: Place
  /** Stood in the chunk before. */
  isRepeated?: true
}

/**
 * Cuts a document block by block, so that a long one never has to be held whole. A chunk never spans two pages,
 * sheets or slides: its place is where all of it stands, but for what it repeats.
 */
export class Chunker {
  #held: HeldPiece[] = []
  #tokens = 0
  #ordinal = 0

  constructor(private readonly documentName: string) {}

  add(block: ExtractedBlock): Chunk[] {
    const done: Chunk[] = []
    if (this.#mustEndBefore(block)) done.push(...this.#end(this.#continues(block)))
    const pieces = piecesOf(block)
    const repeat = block.kind === 'table' ? tableHeaderOf(pieces) : []
    pieces.forEach((piece, index) => {
      if (this.#tokens + piece.tokens + 1 > chunkSize.most) {
        done.push(...this.#end(block.kind !== 'table'))
        if (index >= repeat.length)
          for (const row of repeat) this.#hold(row, block, index > 0 || undefined)
      }
      this.#hold(piece, block)
    })
    return done
  }

  end(): Chunk[] {
    return this.#end(false)
  }

  #hold(piece: Piece, { kind, place }: ExtractedBlock, isRepeated?: true): void {
    this.#held.push({ ...piece, kind, place, ...(isRepeated ? { isRepeated } : {}) })
    this.#tokens += piece.tokens + 1
  }

  #mustEndBefore({ kind, place }: ExtractedBlock): boolean {
    const last = this.#held.at(-1)
    if (!last) return false
    if (!standTogether(last.place, place)) return true
    if (kind === 'heading') return last.kind !== 'heading' && this.#tokens >= chunkSize.enough
    return kind === 'table' && last.kind !== 'table' && this.#tokens >= chunkSize.enough
  }

  /** Whether the block goes on with the sentence that the page before left open. */
  #continues({ kind, place }: ExtractedBlock): boolean {
    const last = this.#held.at(-1)!
    const isNextPage = last.place.page !== undefined && place.page !== undefined
    return kind === 'text' && last.kind === 'text' && isNextPage && !isSentence(last.text)
  }

  /** Ends the chunk; a heading at its end belongs to what comes next, if that stands on the same page. */
  #end(overlaps: boolean): Chunk[] {
    const held = this.#held
    const fresh = held.filter(({ isRepeated }) => !isRepeated)
    this.#held = []
    this.#tokens = 0
    if (fresh.length === 0) return []
    const last = held.at(-1)!
    if (overlaps && (last.kind === 'text' || last.kind === 'code'))
      for (const piece of overlapOf(held.filter(({ kind }) => kind === last.kind)))
        this.#hold(piece, last, true)
    return [this.#chunk(held, fresh)]
  }

  #chunk(held: HeldPiece[], fresh: HeldPiece[]): Chunk {
    const text = held.reduce(
      (text, piece) => (text ? text + piece.glue + piece.text : piece.text),
      ''
    )
    const place = placeOf(fresh)
    const header = headerOf(this.documentName, place.heading)
    return {
      ordinal: this.#ordinal++,
      text,
      header,
      place,
      tokens: estimateTokens(`${header}\n${text}`),
    }
  }
}

function standTogether(above: Place, place: Place): boolean {
  return above.page === place.page && above.sheet === place.sheet && above.slide === place.slide
}

const isSentence = (text: string) => /[.!?…。！？:]["'”’»)\]]*$/.test(text)

/** The first row and the line below it, unless they would take too much of every chunk. */
function tableHeaderOf(pieces: Piece[]): Piece[] {
  const rows = pieces.slice(0, /^\s*\|[\s|:-]+\|\s*$/.test(pieces[1]?.text ?? '') ? 2 : 0)
  const tokens = rows.reduce((sum, row) => sum + row.tokens + 1, 0)
  return tokens <= chunkSize.tableHeader ? rows : []
}

/** Sections that share a chunk share its place: the headings that all of them have. */
function placeOf(pieces: HeldPiece[]): Place {
  const { heading, ...where } = pieces[0]!.place
  const common = pieces.reduce<string[] | undefined>((above, { place }) => {
    const headings = place.heading?.split(HEADING_SEPARATOR) ?? []
    if (!above) return headings
    const end = above.findIndex((name, index) => name !== headings[index])
    return end === -1 ? above : above.slice(0, end)
  }, undefined)
  const shared = common?.join(HEADING_SEPARATOR) || heading
  return shared ? { ...where, heading: shared } : where
}
