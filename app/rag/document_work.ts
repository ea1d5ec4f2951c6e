import type { MainDatabase } from '#core/database'
import type { ServerEvent } from '#shared/events/catalog'
import type { ServerWriter } from '#sync/server_writer'

export interface DocumentWork {
  userId: string
  documentId: string
  kind: 'process' | 'remove'
}

/** What processing needs to know of a document that still stands. */
export interface DocumentToProcess {
  name: string
  mediaType: string
  /** Key in the drive; null while not all bytes are here. */
  storagePath: string | null
  /** Its bytes contradicted its name. */
  isRefused: boolean
}

/** Processing starts when all bytes are here or can never be; the rest waits for `FileStored`. */
const READY = `
  SELECT w.user_id AS userId, w.document_id AS documentId, w.kind FROM document_work w
  LEFT JOIN files f ON f.user_id = w.user_id AND f.id = w.document_id
  WHERE (w.kind = 'remove' OR f.status IN ('uploaded', 'refused'))`

const WANTED = `
  SELECT d.name, d.media_type AS mediaType, f.storage_path AS storagePath, f.status = 'refused' AS isRefused
  FROM document_work w
  JOIN documents d ON d.user_id = w.user_id AND d.id = w.document_id AND d.deleted_at IS NULL
  LEFT JOIN files f ON f.user_id = w.user_id AND f.id = w.document_id
  WHERE w.user_id = ? AND w.document_id = ? AND w.kind = 'process'`

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

  /** Null when nobody waits for it any more: it was deleted, or its outcome is stored. */
  wanted(userId: string, documentId: string): Promise<DocumentToProcess | null> {
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, WANTED).get(userId, documentId) as
        (Omit<DocumentToProcess, 'isRefused'> & { isRefused: number | null }) | undefined
      return row ? { ...row, isRefused: row.isRefused === 1 } : null
    })
  }

  /** Row and event in one transaction: the outcome is told once, and not at all after a deletion. */
  async end(userId: string, documentId: string, outcome: ServerEvent): Promise<void> {
    await this.database.transaction((sqlite) => {
      if (this.#remove(sqlite, userId, documentId, 'process')) {
        this.serverWriter.enqueue(sqlite, userId, [outcome])
      }
    })
    this.serverWriter.schedule(userId)
  }

  /** Nothing of the document is left. */
  async endRemoval(userId: string, documentId: string): Promise<void> {
    await this.database.transaction((sqlite) => {
      this.#remove(sqlite, userId, documentId, 'remove')
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
