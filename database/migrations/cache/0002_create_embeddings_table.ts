import { BaseSchema } from '@adonisjs/lucid/schema'

/** Vectors of texts that were embedded before; the text itself is not here, only its hash. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE embeddings (
        key TEXT NOT NULL PRIMARY KEY,
        user_id TEXT NOT NULL,
        source TEXT NOT NULL,
        vector BLOB NOT NULL,
        created_at INTEGER NOT NULL
      )`)
    this.schema.raw('CREATE INDEX embeddings_by_source ON embeddings (user_id, source)')
    this.schema.raw('CREATE INDEX embeddings_by_age ON embeddings (created_at)')
  }

  override async down() {
    this.schema.dropTable('embeddings')
  }
}
