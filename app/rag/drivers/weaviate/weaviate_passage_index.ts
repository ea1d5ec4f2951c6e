import { randomUUID } from 'node:crypto'
import { Filters } from 'weaviate-client'

import {
  type StoredValues,
  WeaviateConnection,
  type WeaviateSettings,
} from '#rag/drivers/weaviate/weaviate_connection'
import {
  DOCUMENTS,
  isVectors,
  type StoredDocument,
  type StoredPassageObject,
  type StoredVector,
  tenantOf,
  TEXTS,
  uuidOf,
  vectorsOf,
} from '#rag/drivers/weaviate/weaviate_schema'
import {
  type Hit,
  type IndexedPassage,
  type LexicalQuery,
  parsePassageId,
  PassageIndex,
  passageIdOf,
  PassageIndexUnavailableError,
  type PassageQuery,
  type StoredPassage,
  type VectorQuery,
} from '#rag/passage_index'
import { analysePassages } from '#rag/ranking/analyse_passages'
import { languagesOf } from '#rag/ranking/languages'
import { questionTerms } from '#rag/ranking/terms'

/** Objects in one request, and passages read at once. */
const BATCH = 500
const PAGE = 1_000
/** Weaviate gives no more of one answer. */
const MOST_DOCUMENTS = 10_000

interface Metadata {
  score?: number
  distance?: number
}

interface Row {
  properties: unknown
  metadata?: Metadata
}

/**
 * Passages in Weaviate, one tenant per user. It has no transactions: passages carry a revision, and one object per document says
 * which of them counts, so that writing it replaces the document at once. What no document names is never found, and swept with the
 * next change.
 */
export class WeaviatePassageIndex extends PassageIndex {
  readonly #connection: WeaviateConnection

  constructor(settings: WeaviateSettings) {
    super()
    this.#connection = new WeaviateConnection(settings)
  }

  put(userId: string, documentId: string, passages: readonly IndexedPassage[]): Promise<void> {
    if (new Set(passages.map(({ ordinal }) => ordinal)).size < passages.length) {
      return Promise.reject(new Error('Two passages have the same ordinal'))
    }
    return this.#asked(async () => {
      const tenant = tenantOf(userId)
      const revision = randomUUID()
      const analysed = analysePassages(passages)
      const place = { documentId, revision }
      const texts = analysed.passages.map(({ passage, header, body }) => ({
        id: uuidOf(revision, passage.ordinal),
        properties: {
          ...{ ...place, ordinal: passage.ordinal, header: passage.header, text: passage.text },
          ...{ place: JSON.stringify(passage.place), tokens: passage.tokens },
          ...{ headerTerms: header, terms: body },
        },
      }))
      await this.#insert(TEXTS, tenant, texts)
      const embedded = passages.filter(({ vector, model }) => vector?.some(Boolean) && model)
      const byModel = Map.groupBy(embedded, ({ vector, model }) =>
        vectorsOf(model!, vector!.length)
      )
      for (const [collection, group] of byModel) {
        const vectors = group.map(({ ordinal, vector }) => ({
          id: uuidOf(revision, ordinal),
          properties: { ...place, ordinal },
          vectors: [...vector!],
        }))
        await this.#insert(collection, tenant, vectors)
      }
      const languages = analysed.languages.join(' ')
      const document = { ...place, languages }
      await this.#insert(DOCUMENTS, tenant, [{ id: uuidOf(documentId), properties: document }])
      await this.#sweep(tenant, [documentId], revision)
    })
  }

  remove(userId: string, documentIds: readonly string[]): Promise<void> {
    return this.#asked(async () => {
      if (documentIds.length > 0) await this.#sweep(tenantOf(userId), documentIds, null)
    })
  }

  removeUser(userId: string): Promise<void> {
    return this.#asked(async () => {
      const client = await this.#connection.client()
      for (const name of await this.#connection.ours()) {
        await client.collections.use(name).tenants.remove([tenantOf(userId)])
      }
    })
  }

  lexical({ text, limit, ...query }: LexicalQuery): Promise<Hit[]> {
    return this.#asked(async () => {
      const reached = await this.#reached(query)
      const terms = questionTerms(text, languagesOf(reached))
      if (reached.length === 0 || terms.length === 0) return []
      const collection = await this.#texts(query.userId)
      const filters = collection.filter.byProperty('revision').containsAny(revisionsOf(reached))
      const { objects } = await collection.query
        .bm25(terms.join(' '), {
          ...{ queryProperties: ['terms', 'headerTerms^0.5'], filters, limit },
          ...{ returnProperties: PLACE, returnMetadata: ['score'] },
        })
        .catch(noneWithoutTenant)
      return hitsOf(objects, ({ score = 0 }) => score)
    })
  }

  vector({ vector, model, limit, ...query }: VectorQuery): Promise<Hit[]> {
    return this.#asked(async () => {
      const name = vectorsOf(model, vector.length)
      const reached = vector.some(Boolean) ? await this.#reached(query) : []
      if (reached.length === 0 || !(await this.#connection.ours()).includes(name)) return []
      const tenant = tenantOf(query.userId)
      const collection = await this.#connection.collection(name, tenant)
      const filters = collection.filter.byProperty('revision').containsAny(revisionsOf(reached))
      const { objects } = await collection.query
        .nearVector([...vector], {
          ...{ filters, limit, returnProperties: PLACE, returnMetadata: ['distance'] },
        })
        .catch(noneWithoutTenant)
      return hitsOf(objects, ({ distance = 1 }) => 1 - distance)
    })
  }

  read(userId: string, ids: readonly string[]): Promise<StoredPassage[]> {
    return this.#asked(async () => {
      const wanted = ids.map(parsePassageId)
      const documentIds = wanted.flatMap((place) => (place ? [place.documentId] : []))
      const reached = await this.#reached({ userId, documentIds })
      const revisions = new Map(reached.map((one) => [one.documentId, one.revision]))
      const uuids = wanted.map((place) => {
        if (!place) return null
        const revision = revisions.get(place.documentId)
        return revision === undefined ? null : uuidOf(revision, place.ordinal)
      })
      const asked = uuids.filter((uuid) => uuid !== null)
      if (asked.length === 0) return []
      const collection = await this.#texts(userId)
      const filters = collection.filter.byId().containsAny(asked)
      const { objects } = await collection.query
        .fetchObjects({ filters, limit: asked.length })
        .catch(noneWithoutTenant)
      const found = new Map(objects.map(({ uuid, properties }) => [uuid, passageOf(properties)]))
      return uuids.flatMap((uuid) => found.get(uuid ?? '') ?? [])
    })
  }

  readDocument(userId: string, documentId: string): Promise<StoredPassage[]> {
    return this.#asked(async () => {
      const [document] = await this.#reached({ userId, documentIds: [documentId] })
      if (!document) return []
      const collection = await this.#texts(userId)
      const passages: StoredPassage[] = []
      for (let last = -1; ;) {
        const filters = Filters.and(
          collection.filter.byProperty('revision').equal(document.revision),
          collection.filter.byProperty('ordinal').greaterThan(last)
        )
        const { objects } = await collection.query
          .fetchObjects({ filters, limit: PAGE, sort: collection.sort.byProperty('ordinal', true) })
          .catch(noneWithoutTenant)
        passages.push(...objects.map(({ properties }) => passageOf(properties)))
        if (objects.length < PAGE) return passages
        last = passages.at(-1)!.ordinal
      }
    })
  }

  close(): Promise<void> {
    return this.#connection.close()
  }

  /** Documents that are there, of those named. */
  async #reached({
    userId,
    documentIds,
  }: Pick<PassageQuery, 'userId' | 'documentIds'>): Promise<StoredDocument[]> {
    if (documentIds.length === 0) return []
    await this.#connection.ensure(DOCUMENTS)
    const tenant = tenantOf(userId)
    const collection = await this.#connection.collection(DOCUMENTS, tenant)
    const uuids = [...new Set(documentIds)].map((id) => uuidOf(id))
    const { objects } = await collection.query
      .fetchObjects({ filters: collection.filter.byId().containsAny(uuids), limit: MOST_DOCUMENTS })
      .catch(noneWithoutTenant)
    return objects.map(({ properties }) => properties as unknown as StoredDocument)
  }

  async #texts(userId: string) {
    return this.#connection.collection(TEXTS, tenantOf(userId))
  }

  async #insert(
    name: string,
    tenant: string,
    objects: readonly { id: string; properties: StoredValues; vectors?: number[] }[]
  ): Promise<void> {
    await this.#connection.ensure(name)
    const collection = await this.#connection.collection(name, tenant)
    for (let at = 0; at < objects.length; at += BATCH) {
      const answer = await collection.data.insertMany(objects.slice(at, at + BATCH))
      if (!answer.hasErrors) continue
      const [failure] = Object.values(answer.errors)
      throw new PassageIndexUnavailableError(failure?.message ?? 'objects were refused')
    }
  }

  /** Takes out what these documents have, but for one revision; without it first the documents themselves. */
  async #sweep(
    tenant: string,
    documentIds: readonly string[],
    except: string | null
  ): Promise<void> {
    const names = await this.#connection.ours()
    const documents = names.filter((name) => name === DOCUMENTS && except === null)
    const passages = names.filter((name) => name === TEXTS || isVectors(name))
    for (const name of [...documents, ...passages]) {
      const collection = await this.#connection.collection(name, tenant)
      const ofThese = collection.filter.byProperty('documentId').containsAny([...documentIds])
      const which =
        except === null
          ? ofThese
          : Filters.and(ofThese, collection.filter.byProperty('revision').notEqual(except))
      await collection.data.deleteMany(which).catch(noneWithoutTenant)
    }
  }

  /** Whatever Weaviate or the way to it throws, as a fault that may pass. */
  async #asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof PassageIndexUnavailableError) throw error
      const { message } = error as Error
      throw new PassageIndexUnavailableError(message.slice(0, 300), error)
    }
  }
}

const PLACE = ['documentId', 'ordinal']

/** A user without any passage, or without any vector of a model, has no tenant there. */
function noneWithoutTenant(error: unknown): { objects: never[] } {
  if (/tenant not found/i.test(String((error as Error).message))) return { objects: [] }
  throw error
}

const revisionsOf = (reached: readonly StoredDocument[]) => reached.map(({ revision }) => revision)

function hitsOf(objects: readonly Row[], scoreOf: (metadata: Metadata) => number): Hit[] {
  return objects.map(({ properties, metadata = {} }) => {
    const { documentId, ordinal } = properties as StoredVector
    const id = passageIdOf(documentId, ordinal)
    return { id, documentId, ordinal, score: scoreOf(metadata) }
  })
}

function passageOf(properties: unknown): StoredPassage {
  const { documentId, ordinal, header, text, place, tokens } = properties as StoredPassageObject
  const id = passageIdOf(documentId, ordinal)
  return { id, documentId, ordinal, header, text, place: JSON.parse(place), tokens }
}
