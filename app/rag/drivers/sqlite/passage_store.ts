import type BetterSqlite3 from 'better-sqlite3'

import { idOf, placeOfId, rangeOf, termsTable } from '#rag/drivers/sqlite/passage_schema'
import { bytesOf, isDirection, signsOf } from '#rag/drivers/sqlite/quantise'
import {
  type IndexedPassage,
  parsePassageId,
  passageIdOf,
  type StoredPassage,
} from '#rag/passage_index'
import { analysePassages } from '#rag/ranking/analyse_passages'

interface PassageRow {
  id: number
  header: string
  text: string
  place: string
  tokens: number
}

/** Writes of one connection, each in one transaction, and reads of what is stored. */
export class PassageStore {
  readonly #statements = new Map<string, BetterSqlite3.Statement>()

  constructor(private readonly sqlite: BetterSqlite3.Database) {}

  put(userId: string, documentId: string, passages: readonly IndexedPassage[]): void {
    const analysed = analysePassages(passages)
    this.sqlite
      .transaction(() => {
        const partition = this.#partitionOf(userId) ?? this.#addPartition(userId)
        this.#removeDocument(partition, documentId)
        const { lastInsertRowid } = this.#run(
          'INSERT INTO documents (partition, document_id, languages) VALUES (?, ?, ?)',
          ...[partition, documentId, analysed.languages.join(' ')]
        )
        const number = Number(lastInsertRowid)
        const addTerms = this.sqlite.prepare(
          `INSERT INTO ${termsTable(partition)} (rowid, header, body) VALUES (?, ?, ?)`
        )
        for (const { passage, header, body } of analysed.passages) {
          const id = idOf(number, passage.ordinal)
          this.#run(
            'INSERT INTO passages (id, header, text, place, tokens) VALUES (?, ?, ?, ?, ?)',
            ...[id, passage.header, passage.text, JSON.stringify(passage.place), passage.tokens]
          )
          addTerms.run(id, header, body)
          this.#addVector(partition, id, passage)
        }
      })
      .immediate()
  }

  remove(userId: string, documentIds: readonly string[]): void {
    this.sqlite
      .transaction(() => {
        const partition = this.#partitionOf(userId)
        if (partition === null) return
        for (const documentId of documentIds) this.#removeDocument(partition, documentId)
      })
      .immediate()
  }

  removeUser(userId: string): void {
    this.sqlite
      .transaction(() => {
        const partition = this.#partitionOf(userId)
        if (partition === null) return
        this.sqlite.exec(`DROP TABLE ${termsTable(partition)}`)
        const sql = 'SELECT number FROM documents WHERE partition = ?'
        const numbers = this.sqlite.prepare(sql).pluck().all(partition) as number[]
        for (const number of numbers) this.#removePassages(partition, number)
        for (const table of ['documents', 'spaces']) {
          this.#run(`DELETE FROM ${table} WHERE partition = ?`, partition)
        }
        this.#run('DELETE FROM partitions WHERE number = ?', partition)
      })
      .immediate()
    // What was deleted is overwritten in the file; older pages wait in the log until they are taken over.
    this.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  }

  read(userId: string, ids: readonly string[]): StoredPassage[] {
    return this.sqlite.transaction(() => {
      const partition = this.#partitionOf(userId)
      if (partition === null) return []
      return ids.flatMap((id) => {
        const { documentId, ordinal } = parsePassageId(id) ?? { documentId: '', ordinal: 0 }
        const number = this.#numberOf(partition, documentId)
        if (number === null) return []
        const sql = 'SELECT id, header, text, place, tokens FROM passages WHERE id = ?'
        const row = this.#prepare(sql).get(idOf(number, ordinal)) as PassageRow | undefined
        return row ? [storedPassage(documentId, row)] : []
      })
    })()
  }

  readDocument(userId: string, documentId: string): StoredPassage[] {
    return this.sqlite.transaction(() => {
      const partition = this.#partitionOf(userId)
      const number = partition === null ? null : this.#numberOf(partition, documentId)
      if (number === null) return []
      const sql = `SELECT id, header, text, place, tokens FROM passages
        WHERE id >= @first AND id < @end ORDER BY id`
      const rows = this.#prepare(sql).all(rangeOf(number)) as PassageRow[]
      return rows.map((row) => storedPassage(documentId, row))
    })()
  }

  #addPartition(userId: string): number {
    const { lastInsertRowid } = this.#run('INSERT INTO partitions (user_id) VALUES (?)', userId)
    const table = termsTable(Number(lastInsertRowid))
    // The words come in as terms already: this tokenizer leaves everything beyond ASCII alone.
    this.sqlite.exec(`CREATE VIRTUAL TABLE ${table} USING fts5(header, body, tokenize = 'ascii')`)
    // Else the words of deleted passages would stay in the index until its segments happen to be merged.
    this.sqlite.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('secure-delete', 1)`)
    return Number(lastInsertRowid)
  }

  #addVector(partition: number, id: bigint, { vector, model }: IndexedPassage): void {
    if (!vector || model === undefined || !isDirection(vector)) return
    const key = [partition, model, vector.length]
    this.#run(
      `INSERT INTO spaces (partition, model, dimensions) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
      ...key
    )
    const find = 'SELECT number FROM spaces WHERE partition = ? AND model = ? AND dimensions = ?'
    const { number } = this.#prepare(find).get(...key) as { number: number }
    const addSigns = 'INSERT INTO signs (space, passage, bits) VALUES (?, ?, ?)'
    this.#run(addSigns, number, id, signsOf(vector))
    this.#run('INSERT INTO vectors (passage, bytes) VALUES (?, ?)', id, bytesOf(vector))
  }

  #removeDocument(partition: number, documentId: string): void {
    const number = this.#numberOf(partition, documentId)
    if (number === null) return
    const table = termsTable(partition)
    const { first, end } = rangeOf(number)
    this.sqlite.prepare(`DELETE FROM ${table} WHERE rowid >= ? AND rowid < ?`).run(first, end)
    this.#removePassages(partition, number)
    this.#run('DELETE FROM documents WHERE number = ?', number)
  }

  #removePassages(partition: number, number: number): void {
    const { first, end } = rangeOf(number)
    this.#run('DELETE FROM passages WHERE id >= ? AND id < ?', first, end)
    this.#run('DELETE FROM vectors WHERE passage >= ? AND passage < ?', first, end)
    this.#run(
      `DELETE FROM signs WHERE space IN (SELECT number FROM spaces WHERE partition = ?)
       AND passage >= ? AND passage < ?`,
      ...[partition, first, end]
    )
  }

  #partitionOf(userId: string): number | null {
    return this.#number('SELECT number FROM partitions WHERE user_id = ?', userId)
  }

  #numberOf(partition: number, documentId: string): number | null {
    const sql = 'SELECT number FROM documents WHERE partition = ? AND document_id = ?'
    return this.#number(sql, partition, documentId)
  }

  #number(sql: string, ...parameters: BetterSqlite3.Value[]): number | null {
    const row = this.#prepare(sql).get(...parameters) as { number: number } | undefined
    return row?.number ?? null
  }

  #run(sql: string, ...parameters: BetterSqlite3.Value[]): BetterSqlite3.RunResult {
    return this.#prepare(sql).run(...parameters)
  }

  #prepare(sql: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.sqlite.prepare(sql)))
    return statement
  }
}

function storedPassage(documentId: string, { id, place, ...rest }: PassageRow): StoredPassage {
  const { ordinal } = placeOfId(id)
  const known = { id: passageIdOf(documentId, ordinal), documentId, ordinal }
  return { ...known, ...rest, place: JSON.parse(place) as StoredPassage['place'] }
}
