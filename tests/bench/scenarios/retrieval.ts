import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MiniSearch from 'minisearch'

import { SqlitePassageIndex } from '#rag/drivers/sqlite/sqlite_passage_index'
import type { PassageIndex } from '#rag/passage_index'
import { fuse } from '#rag/ranking/fuse'
import { embedCharacters } from '#tests/bench/retrieval/character_embedder'
import { type Collection, readCollection } from '#tests/bench/retrieval/collection'
import { qualityOf } from '#tests/bench/retrieval/measures'
import type { Figure, Scenario } from '#tests/bench/scenario'

const USER = 'somebody'
const MODEL = 'bench:characters'
const LIMIT = 60

type Search = (question: string) => Promise<string[]> | string[]

/** How good the ranking is, beside a plain BM25 library over the same paragraphs and titles. */
export const retrieval: Scenario = {
  about:
    'nDCG@10 and recall@5 by words, by vectors and by both, beside a plain BM25 library in the same run',
  limitSeconds: 120,
  async run({ say }) {
    const collection = readCollection()
    const { documents, questions } = collection
    const paragraphs = documents.reduce((sum, document) => sum + document.paragraphs.length, 0)
    say(
      `${collection.source}: ${documents.length} documents, ${paragraphs} passages, ${questions.length} questions`
    )
    say('vectors: hashed character sequences, which know no meaning; no model is at hand')
    const folder = mkdtempSync(join(tmpdir(), 'loft-bench-'))
    const timeouts = { read: 60_000, write: 60_000 }
    const path = join(folder, 'passages.sqlite')
    const index = new SqlitePassageIndex({ path, readers: 2, timeouts })
    try {
      await fill(index, collection)
      const library = await measure(
        'plain BM25 library (minisearch)',
        plain(collection),
        collection
      )
      return [
        ...library,
        ...(await measure('lexical', lexical(index, collection), collection, library)),
        ...(await measure('vector (characters)', vector(index, collection), collection, library)),
        ...(await measure('hybrid', hybrid(index, collection), collection, library)),
      ]
    } finally {
      await index.close()
      rmSync(folder, { recursive: true })
    }
  },
}

async function fill(index: PassageIndex, { documents }: Collection): Promise<void> {
  for (const { id, title, paragraphs } of documents) {
    const passages = paragraphs.map((text, ordinal) => ({
      ...{ ordinal, text, header: title.replaceAll('_', ' '), place: {}, tokens: 0 },
      ...{ vector: embedCharacters(text), model: MODEL },
    }))
    await index.put(USER, id, passages)
  }
}

const reachOf = ({ documents }: Collection) => ({
  ...{ userId: USER, documentIds: documents.map(({ id }) => id), limit: LIMIT },
})

const lexical =
  (index: PassageIndex, collection: Collection): Search =>
  async (text) =>
    (await index.lexical({ ...reachOf(collection), text })).map(({ id }) => id)

const vectorHits = (index: PassageIndex, collection: Collection, text: string) =>
  index.vector({ ...reachOf(collection), vector: embedCharacters(text), model: MODEL })

const vector =
  (index: PassageIndex, collection: Collection): Search =>
  async (text) =>
    (await vectorHits(index, collection, text)).map(({ id }) => id)

const hybrid =
  (index: PassageIndex, collection: Collection): Search =>
  async (text) => {
    const lists = await Promise.all([
      index.lexical({ ...reachOf(collection), text }),
      vectorHits(index, collection, text),
    ])
    return fuse(lists.map((items) => ({ items }))).map(({ item }) => item.id)
  }

/** As its documentation shows it: titles and texts, any of the words, its own weights. */
function plain({ documents }: Collection): Search {
  const library = new MiniSearch({ fields: ['title', 'text'] })
  for (const { id, title, paragraphs } of documents) {
    library.addAll(
      paragraphs.map((text, ordinal) => ({
        ...{ id: `${id}:${ordinal}`, title: title.replaceAll('_', ' '), text },
      }))
    )
  }
  return (text) => library.search(text).map(({ id }) => String(id))
}

async function measure(
  name: string,
  search: Search,
  { questions }: Collection,
  library: Figure[] = []
): Promise<Figure[]> {
  const places: (number | null)[] = []
  for (const { text, documentId, paragraph } of questions) {
    const place = (await search(text)).indexOf(`${documentId}:${paragraph}`)
    places.push(place < 0 ? null : place)
  }
  const { ndcg10, recall5 } = qualityOf(places)
  const beside = (value: number, of?: Figure) =>
    of
      ? `${value.toFixed(1)} %, ${(value / of.value).toFixed(3)}× the plain library`
      : `${value.toFixed(1)} %, ${places.length} questions`
  return [
    ...[{ name: `${name}: nDCG@10`, value: ndcg10, of: library[0] }],
    ...[{ name: `${name}: recall@5`, value: recall5, of: library[1] }],
  ].map(({ name, value, of }) => ({
    name,
    value: value * 100,
    unit: '%',
    detail: beside(value * 100, of),
  }))
}
