import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What the log asks to be done with documents, written in the transaction that accepts the asking: `process` until its outcome is
 * stored, `remove` until nothing of the document is left. The queue of jobs is another file and may lose track; this cannot.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE document_work (
        user_id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, document_id)
      ) WITHOUT ROWID`)
  }

  override async down() {
    this.schema.dropTable('document_work')
  }
}
