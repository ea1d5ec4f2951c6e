import type { MainDatabase } from '#core/database'
import type { ServerEvent } from '#shared/events/catalog'
import type { ServerWriter } from '#sync/server_writer'

export interface DocumentWork {
  userId: string
  documentId: string
  kind: 'process' | 'remove' | 'reindex'
}

/** What processing needs to know of a document that still stands. */
export interface DocumentToProcess {
  name: string
  mediaType: string
  /** Key in the drive; null while not all bytes are here. */
  storagePath: string | null
  /** Its bytes contradicted its name. */
  isRefused: boolean
  /** The model that shall read the pages of a scan. */
  readingModel: string | null
}

/** A document that is read and found, and whose passages shall get vectors of another model. */
export interface DocumentToReindex {
  pages: number | null
  passages: number
  tokens: number
  /** What made the vectors it has; null when it is found by its words alone. */
  embeddingModel: string | null
}

/** Processing starts when all bytes are here or can never be; the rest waits for `FileStored`. */
const READY = `
  SELECT w.user_id AS userId, w.document_id AS documentId, w.kind FROM document_work w
  LEFT JOIN files f ON f.user_id = w.user_id AND f.id = w.document_id
  WHERE (w.kind = 'remove' OR (w.kind = 'process' AND f.status IN ('uploaded', 'refused')))`

const WANTED = `
  SELECT d.name, d.media_type AS mediaType, f.storage_path AS storagePath, f.status = 'refused' AS isRefused,
    w.reading_model AS readingModel
  FROM document_work w
  JOIN documents d ON d.user_id = w.user_id AND d.id = w.document_id AND d.deleted_at IS NULL
  LEFT JOIN files f ON f.user_id = w.user_id AND f.id = w.document_id
  WHERE w.user_id = ? AND w.document_id = ? AND w.kind = 'process'`

/** One at a time, of all people together: nothing waits for it, and everything else comes first. */
const NEXT_TO_REINDEX = `
  SELECT user_id AS userId, document_id AS documentId, kind FROM document_work
  WHERE kind = 'reindex' AND created_at <= ? ORDER BY created_at, user_id, document_id LIMIT 1`

const TO_REINDEX = `
  SELECT d.pages, d.passages, d.tokens, d.embedding_model AS embeddingModel FROM document_work w
  JOIN documents d ON d.user_id = w.user_id AND d.id = w.document_id AND d.deleted_at IS NULL AND d.status = 'ready'
  WHERE w.user_id = ? AND w.document_id = ? AND w.kind = 'reindex'`

const PLAN = `
  INSERT INTO document_work (user_id, document_id, kind, created_at)
  SELECT user_id, id, 'reindex', @now FROM documents
  WHERE user_id = @userId AND status = 'ready' AND deleted_at IS NULL AND embedding_model IS NOT @model
  ON CONFLICT DO NOTHING`

/** The rows of `document_work`: what is still to be done, and that it is said once that it was. */
export class DocumentWorkTable {
  constructor(
    private readonly database: MainDatabase,
    private readonly serverWriter: ServerWriter
  ) {}

  /** Work that can start, of one person or of all. */
  ready(userId?: string): Promise<DocumentWork[]> {
    return this.database.run((sqlite) => {
      const all = this.database.prepare(
        ...([sqlite, userId === undefined ? READY : `${READY} AND w.user_id = ?`] as const)
      )
      return (userId === undefined ? all.all() : all.all(userId)) as DocumentWork[]
    })
  }

  /** The next document whose passages shall get other vectors; null when there is none. */
  nextToReindex(now: number): Promise<DocumentWork | null> {
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, NEXT_TO_REINDEX).get(now)
      return (row as DocumentWork | undefined) ?? null
    })
  }

  /** Null when it was deleted, or has its vectors. */
  toReindex(userId: string, documentId: string): Promise<DocumentToReindex | null> {
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, TO_REINDEX).get(userId, documentId)
      return (row as DocumentToReindex | undefined) ?? null
    })
  }

  /** Whose ready documents have which vectors, of one person or of all. */
  embedded(userId?: string): Promise<{ userId: string; embeddingModel: string | null }[]> {
    const sql = `
      SELECT DISTINCT user_id AS userId, embedding_model AS embeddingModel FROM documents
      WHERE status = 'ready' AND deleted_at IS NULL AND (@userId IS NULL OR user_id = @userId)`
    return this.database.run((sqlite) => {
      const rows = this.database.prepare(sqlite, sql).all({ userId: userId ?? null })
      return rows as { userId: string; embeddingModel: string | null }[]
    })
  }

  /** Writes down that all documents of a person shall have vectors of this model. */
  async planReindexing(userId: string, model: string, now: number): Promise<void> {
    await this.database.transaction((sqlite) => {
      this.database.prepare(sqlite, PLAN).run({ userId, model, now })
    })
  }

  /** Not before then: their model does not answer now. */
  async postponeReindexing(userId: string, until: number): Promise<void> {
    const sql = `UPDATE document_work SET created_at = ? WHERE user_id = ? AND kind = 'reindex'`
    await this.database.transaction((sqlite) => {
      this.database.prepare(sqlite, sql).run(until, userId)
    })
  }

  /** Its passages are gone from the index: it is read from its file once more. */
  async readAgain(userId: string, documentId: string): Promise<void> {
    const sql = `UPDATE document_work SET kind = 'process'
      WHERE user_id = ? AND document_id = ? AND kind = 'reindex'`
    await this.database.transaction((sqlite) => {
      this.database.prepare(sqlite, sql).run(userId, documentId)
    })
  }

  /** Null when nobody waits for it any more: it was deleted, or its outcome is stored. */
  wanted(userId: string, documentId: string): Promise<DocumentToProcess | null> {
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, WANTED).get(userId, documentId) as
        (Omit<DocumentToProcess, 'isRefused'> & { isRefused: number | null }) | undefined
      return row ? { ...row, isRefused: row.isRefused === 1 } : null
    })
  }

  /** It stands, and was not read to its end, or that is not told yet. */
  mayBeTriedAgain(userId: string, documentId: string): Promise<boolean> {
    const sql = `SELECT 1 FROM documents
      WHERE user_id = ? AND id = ? AND deleted_at IS NULL AND status <> 'ready'`
    return this.database.run(
      (sqlite) => this.database.prepare(sqlite, sql).get(userId, documentId) !== undefined
    )
  }

  /** Row and event in one transaction: the outcome is told once, and not at all after a deletion. */
  async end(
    userId: string,
    documentId: string,
    outcome: ServerEvent,
    kind: 'process' | 'reindex' = 'process'
  ): Promise<void> {
    await this.database.transaction((sqlite) => {
      if (this.#remove(sqlite, userId, documentId, kind)) {
        this.serverWriter.enqueue(sqlite, userId, [outcome])
      }
    })
    this.serverWriter.schedule(userId)
  }

  /** Nothing of the document is left. */
  endRemoval(userId: string, documentId: string): Promise<void> {
    return this.drop(userId, documentId, 'remove')
  }

  /** It is done, or there is nothing to do; nobody is told. */
  async drop(userId: string, documentId: string, kind: DocumentWork['kind']): Promise<void> {
    await this.database.transaction((sqlite) => {
      this.#remove(sqlite, userId, documentId, kind)
    })
  }

  #remove(
    sqlite: Parameters<MainDatabase['prepare']>[0],
    userId: string,
    documentId: string,
    kind: DocumentWork['kind']
  ): boolean {
    const sql = 'DELETE FROM document_work WHERE user_id = ? AND document_id = ? AND kind = ?'
    return this.database.prepare(sqlite, sql).run(userId, documentId, kind).changes === 1
  }
}
