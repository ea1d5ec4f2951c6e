import { readFileSync } from 'node:fs'

/** Paragraphs and questions whose answer is known to stand in one of them. */
export interface Collection {
  source: string
  documents: { id: string; title: string; paragraphs: string[] }[]
  questions: { text: string; documentId: string; paragraph: number }[]
}

interface StoredCollection {
  source: string
  documents: { id: number; title: string; paragraphs: string[] }[]
  questions: { question: string; document: number; paragraph: number }[]
}

/** Where a collection is; it is no part of Loft. */
export const COLLECTION_VARIABLE = 'LOFT_RETRIEVAL_COLLECTION'

/** @throws with a sentence that says what to set when there is none */
export function readCollection(): Collection {
  const path = process.env[COLLECTION_VARIABLE]
  if (!path) {
    throw new Error(
      `No collection: set ${COLLECTION_VARIABLE} to a JSON file of {source, documents: [{id, title, paragraphs}], questions: [{question, document, paragraph}]}.`
    )
  }
  let stored: StoredCollection
  try {
    stored = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${COLLECTION_VARIABLE} is ${path}, which cannot be read as JSON.`, {
      cause: error,
    })
  }
  return {
    source: stored.source,
    documents: stored.documents.map((document) => ({ ...document, id: String(document.id) })),
    questions: stored.questions.map(({ question, document, paragraph }) => ({
      ...{ text: question, documentId: String(document), paragraph },
    })),
  }
}
