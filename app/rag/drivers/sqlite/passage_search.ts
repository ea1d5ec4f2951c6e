import type BetterSqlite3 from 'better-sqlite3'

import { placeOfId, termsTable } from '#rag/drivers/sqlite/passage_schema'
import { bytesOf, isDirection, signsOf } from '#rag/drivers/sqlite/quantise'
import { type Hit, passageIdOf, type LexicalQuery, type VectorQuery } from '#rag/passage_index'
import { languagesOf } from '#rag/ranking/languages'
import { questionTerms } from '#rag/ranking/terms'

/** Weights of the columns in BM25: a header names every passage of its section, so it tells them apart less. */
const HEADER_WEIGHT = 0.5
const TEXT_WEIGHT = 1

/** Nearest by their signs, of which the nearest by their bytes are taken: at least so many, and so many times what is asked for. */
const LEAST_CANDIDATES = 400
const CANDIDATES_PER_HIT = 8

/**
 * A word of more passages than this says little about any of them, and scoring them all is what a question spends its time on: it is
 * left out where rarer ones remain.
 */
const FREQUENT = 5_000
const LEAST_RARE = 2

interface ReachedDocument {
  number: number
  documentId: string
  languages: string
}

interface Scored {
  id: number
  score: number
}

/** Reads of one connection. Each is a transaction: it sees one state of the file. */
export class PassageSearch {
  constructor(private readonly sqlite: BetterSqlite3.Database) {}

  lexical({ userId, documentIds, limit, text }: LexicalQuery): Hit[] {
    return this.sqlite.transaction(() => {
      const partition = this.#partitionOf(userId)
      const reached = partition === null ? [] : this.#reached(partition, documentIds)
      if (partition === null || reached.length === 0) return []
      const terms = questionTerms(text, languagesOf(reached))
      if (terms.length === 0) return []
      const table = termsTable(partition)
      const rows = this.sqlite
        .prepare(
          `SELECT rowid AS id, -bm25(${table}, ${HEADER_WEIGHT}, ${TEXT_WEIGHT}) AS score FROM ${table}
           WHERE ${table} MATCH @match AND (rowid >> 20) IN (SELECT value FROM json_each(@numbers))
           ORDER BY score DESC, rowid LIMIT @limit`
        )
        .all({
          match: matchOf(this.#telling(partition, terms)),
          numbers: numbersOf(reached),
          limit,
        }) as Scored[]
      return hitsOf(rows, reached)
    })()
  }

  vector({ userId, documentIds, limit, vector, model }: VectorQuery): Hit[] {
    if (!isDirection(vector)) return []
    return this.sqlite.transaction(() => {
      const partition = this.#partitionOf(userId)
      if (partition === null) return []
      const space = this.sqlite
        .prepare('SELECT number FROM spaces WHERE partition = ? AND model = ? AND dimensions = ?')
        .pluck()
        .get(partition, model, vector.length)
      const reached = space === undefined ? [] : this.#reached(partition, documentIds)
      if (reached.length === 0) return []
      // CROSS JOIN keeps the order: one range of the key for each document in reach, and no look at another's passages.
      const rows = this.sqlite
        .prepare(
          `SELECT nearest.passage AS id, 1 - vec_distance_cosine(vec_int8(vectors.bytes), vec_int8(@bytes)) AS score
           FROM (
             SELECT signs.passage FROM json_each(@numbers) AS reached CROSS JOIN signs
             WHERE signs.space = @space
               AND signs.passage >= reached.value << 20 AND signs.passage < (reached.value + 1) << 20
             ORDER BY vec_distance_hamming(vec_bit(signs.bits), vec_bit(@bits)) LIMIT @candidates
           ) AS nearest CROSS JOIN vectors ON vectors.passage = nearest.passage
           ORDER BY score DESC, id LIMIT @limit`
        )
        .all({
          space: space as number,
          numbers: numbersOf(reached),
          bits: signsOf(vector),
          bytes: bytesOf(vector),
          candidates: Math.max(LEAST_CANDIDATES, limit * CANDIDATES_PER_HIT),
          limit,
        }) as Scored[]
      return hitsOf(rows, reached)
    })()
  }

  /** The terms that tell passages apart. */
  #telling(partition: number, terms: readonly string[]): readonly string[] {
    const table = termsTable(partition)
    const counts = `counts_of_${table}`
    // Of this connection alone: a view of the index that is there anyway.
    this.sqlite.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${counts} USING fts5vocab(main, ${table}, row)`
    )
    const count = this.sqlite.prepare(`SELECT doc FROM temp.${counts} WHERE term = ?`).pluck()
    const counted = terms.map((term) => ({ term, passages: Number(count.get(term) ?? 0) }))
    const rare = counted.filter(({ passages }) => passages > 0 && passages <= FREQUENT)
    return rare.length >= LEAST_RARE ? rare.map(({ term }) => term) : terms
  }

  #partitionOf(userId: string): number | null {
    const sql = 'SELECT number FROM partitions WHERE user_id = ?'
    return (this.sqlite.prepare(sql).pluck().get(userId) as number | undefined) ?? null
  }

  #reached(partition: number, documentIds: readonly string[]): ReachedDocument[] {
    return this.sqlite
      .prepare(
        `SELECT number, document_id AS documentId, languages FROM documents
         WHERE partition = ? AND document_id IN (SELECT value FROM json_each(?)) ORDER BY number`
      )
      .all(partition, JSON.stringify(documentIds)) as ReachedDocument[]
  }
}

const numbersOf = (reached: readonly ReachedDocument[]) =>
  JSON.stringify(reached.map(({ number }) => number))

/** Terms hold letters, marks and digits only, so quotes make each one string of the query language. */
const matchOf = (terms: readonly string[]) => terms.map((term) => `"${term}"`).join(' OR ')

function hitsOf(rows: readonly Scored[], reached: readonly ReachedDocument[]): Hit[] {
  const documentIds = new Map(reached.map(({ number, documentId }) => [number, documentId]))
  return rows.map(({ id, score }) => {
    const { number, ordinal } = placeOfId(id)
    const documentId = documentIds.get(number)!
    return { id: passageIdOf(documentId, ordinal), documentId, ordinal, score }
  })
}
