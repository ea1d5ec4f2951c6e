import { parsePassageId } from '#rag/passage_index'
import type { Retrieved, RetrievedPassage } from '#rag/queries/retrieve_passages'
import type { CitedPassage, Place, ReachedDocument } from '#shared/documents'
import { byteLength, limits } from '#shared/limits'
import { citedNumbers } from '#shared/policies/citations'

/** What an answer was given of documents. */
export interface AnswerSources {
  /** Everything that is in the context; nothing else can be cited. */
  passages: readonly CitedPassage[]
  documents: readonly ReachedDocument[]
}

const MAX_NAME_BYTES = 500
const MAX_HEADING_BYTES = 1000

/** What was retrieved, within the bounds of what an answer may keep. */
export function sourcesOf(
  { passages, isWhole }: Retrieved,
  inReach: readonly { id: string; name: string }[]
): AnswerSources {
  const given = passages.slice(0, limits.passagesPerAnswer)
  const isAll = given.length === passages.length
  const whole = (documentId: string) => isAll && isWhole.has(documentId)
  const counts = new Map<string, number>()
  for (const { documentId } of given) counts.set(documentId, (counts.get(documentId) ?? 0) + 1)
  const documents = inReach
    .map(({ id, name }) => ({
      documentId: id,
      documentName: cut(name, MAX_NAME_BYTES),
      passages: counts.get(id) ?? 0,
      isWhole: whole(id),
    }))
    // The ones that were read come first: there may be more in reach than an answer names.
    .sort((a, b) => Number(b.passages > 0) - Number(a.passages > 0))
    .slice(0, limits.reachedDocuments)
  return {
    passages: given.map((passage) => toCited(passage, whole(passage.documentId))),
    documents,
  }
}

/** The passages that a text cites, as far as an answer can keep them. */
export function citedBy(text: string, passages: readonly CitedPassage[]): CitedPassage[] {
  const known = new Map(passages.map((passage) => [passage.number, passage]))
  let room: number = limits.citedBytes
  return citedNumbers(text, new Set(known.keys()))
    .map((number) => known.get(number)!)
    .filter((passage) => (room -= byteLength(passage.text)) >= 0)
}

function toCited(
  { id, number, documentId, documentName, place, text }: RetrievedPassage,
  isWhole: boolean
): CitedPassage {
  const ordinal = parsePassageId(id)?.ordinal
  return {
    ...{ number, documentId, documentName: cut(documentName, MAX_NAME_BYTES) },
    ...{ place: toPlace(place), text: cut(text, limits.passageBytes) },
    ...(ordinal === undefined ? {} : { ordinal }),
    ...(isWhole ? { isWhole } : {}),
  }
}

function toPlace({ page, sheet, slide, heading, readBy }: Place): Place {
  return {
    ...(page === undefined ? {} : { page }),
    ...(sheet === undefined ? {} : { sheet: cut(sheet, MAX_NAME_BYTES) }),
    ...(slide === undefined ? {} : { slide }),
    ...(heading === undefined ? {} : { heading: cut(heading, MAX_HEADING_BYTES) }),
    ...(readBy === undefined ? {} : { readBy }),
  }
}

/** The longest beginning within `bytes`, never half a character. */
function cut(text: string, bytes: number): string {
  const whole = text.toWellFormed()
  const { read } = new TextEncoder().encodeInto(whole, new Uint8Array(bytes))
  return whole.slice(0, read)
}
