import { createHash } from 'node:crypto'

/** What each document has of its own: the revision of its passages that counts, and the languages to read questions in. */
export type StoredDocument = {
  documentId: string
  revision: string
  languages: string
}

export type StoredPassageObject = {
  documentId: string
  revision: string
  ordinal: number
  header: string
  text: string
  place: string
  tokens: number
  headerTerms: string
  terms: string
}

export type StoredVector = {
  documentId: string
  revision: string
  ordinal: number
}

const PREFIX = 'LoftPassages'
export const DOCUMENTS = `${PREFIX}Documents`
export const TEXTS = `${PREFIX}Texts`
const VECTORS = `${PREFIX}Vectors`

/** Vectors of one model have a collection: an index of Weaviate holds one length, and models are never compared. */
export const vectorsOf = (model: string, dimensions: number): string =>
  `${VECTORS}${createHash('sha256').update(`${model}\n${dimensions}`).digest('hex').slice(0, 16)}`

export const isVectors = (collection: string): boolean => collection.startsWith(VECTORS)
export const isOurs = (collection: string): boolean => collection.startsWith(PREFIX)

/** A tenant's name may hold letters, digits, hyphens and underscores. */
export const tenantOf = (userId: string): string =>
  /^[\w-]{1,64}$/.test(userId) ? userId : createHash('sha256').update(userId).digest('hex')

/** Always the same id for the same parts, in the form of a UUID (version 8: made by a rule of one's own). */
export function uuidOf(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const exact = (name: string) => ({
  ...{ name, dataType: ['text'], tokenization: 'field' },
  ...{ indexFilterable: true, indexSearchable: false },
})
const kept = (name: string, dataType = 'text') => ({
  ...{ name, dataType: [dataType], indexFilterable: false, indexSearchable: false },
})
const searched = (name: string) => ({
  ...{ name, dataType: ['text'], tokenization: 'whitespace' },
  ...{ indexFilterable: false, indexSearchable: true },
})
const ordinal = { name: 'ordinal', dataType: ['int'], indexFilterable: true }
const place = [exact('documentId'), exact('revision')]

/** One tenant per user, made by the first object. Words come in as terms: nothing is left out once more. */
const common = {
  vectorizer: 'none',
  multiTenancyConfig: { enabled: true, autoTenantCreation: true },
  invertedIndexConfig: { stopwords: { preset: 'none' }, bm25: { k1: 1.2, b: 0.75 } },
}

/** The collection as Weaviate's schema has it. */
export function schemaOf(collection: string): Record<string, unknown> {
  if (collection === DOCUMENTS) {
    return { class: collection, ...common, properties: [...place, kept('languages')] }
  }
  if (collection === TEXTS) {
    const texts = [kept('header'), kept('text'), kept('place'), kept('tokens', 'int')]
    const properties = [...place, ordinal, ...texts, searched('headerTerms'), searched('terms')]
    return { class: collection, ...common, properties }
  }
  const vectorIndexConfig = { distance: 'cosine' }
  return { class: collection, ...common, vectorIndexConfig, properties: [...place, ordinal] }
}
